// What the description of the API says of the values that it takes, for the fields of forms: how long
// a text may be, and how great a number. Written beside the types that come of the same description.
import { readFileSync, writeFileSync } from "node:fs";

const GREATEST = { int32: 2 ** 31 - 1, int64: Number.MAX_SAFE_INTEGER };
const { paths, components } = JSON.parse(readFileSync("openapi.json", "utf8"));
const limits = new Map();

function nameOf(schema) {
  return (schema?.$ref ?? schema?.anyOf?.find(({ $ref }) => $ref)?.$ref ?? schema?.items?.$ref)
    ?.split("/")
    .at(-1);
}

/** Of a value; undefined where anything goes. */
function limitOf({ type, format, maxLength, minimum, maximum }) {
  const types = [type].flat();
  if (types.includes("string")) {
    return maxLength === undefined ? undefined : { most: maxLength };
  }
  if (types.includes("integer")) {
    return {
      ...(minimum === undefined ? {} : { least: minimum }),
      most: maximum ?? GREATEST[format],
    };
  }
  return undefined;
}

/** Of a body, and of what it is made of. */
function describe(schema) {
  const name = nameOf(schema);
  if (name === undefined || limits.has(name)) {
    return;
  }
  const fields = [];
  limits.set(name, fields);
  for (const [field, value] of Object.entries(components.schemas[name].properties ?? {})) {
    describe(value);
    const limit = limitOf(value);
    if (limit !== undefined) {
      fields.push(`${field}: ${JSON.stringify(limit)}`);
    }
  }
}

for (const call of Object.values(paths).flatMap((each) => Object.values(each))) {
  for (const { schema } of Object.values(call.requestBody?.content ?? {})) {
    describe(schema);
  }
}
const written = [...limits]
  .filter(([, fields]) => fields.length > 0)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([name, fields]) => `export const ${name} = { ${fields.join(", ")} };\n`);
writeFileSync(
  "../src/api/limits.ts",
  `// Made of the description of the API.\n${written.join("")}`,
);
