/** One value within what an entry says, before and after. */
export interface Change {
  /** `rules[0].role`; empty for a value that has no parts. */
  path: string;
  before: string | null;
  after: string | null;
}

/** Takes apart what an entry says of before and after, field by field. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const old = leaves(before);
  const fresh = leaves(after);
  return [...new Set([...old.keys(), ...fresh.keys()])].map((path) => ({
    path,
    before: old.get(path) ?? null,
    after: fresh.get(path) ?? null,
  }));
}

function leaves(value: unknown): Map<string, string> {
  const found = new Map<string, string>();
  gather(value, "", found);
  return found;
}

function gather(value: unknown, path: string, found: Map<string, string>): void {
  if (value === null || value === undefined) {
    return;
  }
  if (Array.isArray(value)) {
    if (value.some((each) => typeof each === "object" && each !== null)) {
      value.forEach((each, index) => {
        gather(each, `${path}[${index}]`, found);
      });
    } else if (value.length > 0) {
      found.set(path, value.map(String).join(", "));
    }
    return;
  }
  if (typeof value === "object") {
    for (const [name, each] of Object.entries(value)) {
      gather(each, path === "" ? name : `${path}.${name}`, found);
    }
    return;
  }
  found.set(path, String(value));
}
