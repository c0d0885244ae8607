/** Reads waves as they are typed: `10, 50, 100`; null if they are none. */
export function readWaves(text: string): number[] | null {
  const parts = text.split(/[\s,;%]+/).filter((part) => part !== "");
  const waves = parts.map(Number);
  const rises = waves.every(
    (wave, index) =>
      Number.isInteger(wave) && wave >= 1 && wave <= 100 && wave > (waves[index - 1] ?? 0),
  );
  return waves.length > 0 && rises && waves.at(-1) === 100 ? waves : null;
}

/** How many of so many databases are migrated after each wave. */
export function afterWaves(waves: readonly number[], databases: number): number[] {
  return waves.map((percent) => Math.ceil((databases * percent) / 100));
}
