// What the description of the API says of the values that it takes, for the fields of forms: how long
// a text may be, and how great a number. Written beside the types that come of the same description.
import { readFileSync, writeFileSync } from "node:fs";

const GREATEST = { int32: 2 ** 31 - 1, int64: Number.MAX_SAFE_INTEGER };
const { paths, components } = JSON.parse(readFileSync("openapi.json", "utf8"));
const limits = [];
const seen = new Set();

function nameOf(schema) {
  return (schema?.$ref ?? schema?.anyOf?.find(({ $ref }) => $ref)?.$ref ?? schema?.items?.$ref)
    ?.split("/")
    .at(-1);
}

/** Of a value: of a text its most characters, of a number its range; undefined where anything goes. */
function limitOf({ type, format, maxLength, minimum, maximum }) {
  const types = [type].flat();
  if (types.includes("string")) {
    return maxLength;
  }
  return types.includes("integer")
    ? `{ least: ${minimum ?? 0}, most: ${maximum ?? GREATEST[format]} }`
    : undefined;
}

/** Of a body, and of what it is made of. */
function describe(schema) {
  const name = nameOf(schema);
  if (name === undefined || seen.has(name)) {
    return;
  }
  seen.add(name);
  for (const [field, value] of Object.entries(components.schemas[name].properties ?? {})) {
    describe(value);
    const limit = limitOf(value);
    if (limit !== undefined) {
      // A constant each, which builds write where it is used: no screen loads those of others.
      limits.push(`export const ${name}_${field} = ${limit};\n`);
    }
  }
}

for (const call of Object.values(paths).flatMap((each) => Object.values(each))) {
  for (const { schema } of Object.values(call.requestBody?.content ?? {})) {
    describe(schema);
  }
}
writeFileSync(
  "../src/api/limits.ts",
  `// Made of the description of the API.\n${limits.sort().join("")}`,
);
