import "./console.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { Frame } from "./Frame";
import { router } from "./routes";
import { locale } from "./theme/locale";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has no #root");
}
await locale.prepare();
createRoot(root).render(
  <StrictMode>
    <Frame>
      <RouterProvider router={router} />
    </Frame>
  </StrictMode>,
);
