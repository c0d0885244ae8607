import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.TENANTRY_URL ?? "http://localhost:8080";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The server puts a fresh nonce in the place of this word with each answer.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: "../../target/console",
    emptyOutDir: true,
    target: "es2022",
    // A data: address would be one more thing that the policy has to allow.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    // What most screens need comes in one file: less to ask for, and shorter than in many. Fewer screens than
    // these, and the first pages would load what they do without.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "shared", test: /./, minShareCount: 46 }] } },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ["/api", "/q", "/.well-known"].map((path) => [
        path,
        { target: server, changeOrigin: true, headers: { Origin: server } },
      ]),
    ),
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    // One world for all files: starting jsdom and Ant Design anew for each costs three times as much.
    isolate: false,
    pool: "threads",
    testTimeout: 30_000,
    css: false,
    // Node.js has Ant Design as CommonJS: what is imported by its path, too.
    alias: [{ find: /^antd\/es\//, replacement: "antd/lib/" }],
  },
});
