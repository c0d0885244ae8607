/** A pattern of cloth that a design is known by again; drawn from its id, so it is always the same. */
export function Swatch({ of }: { of: string }) {
  const number = [...of].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const hue = number % 360;
  const turn = 15 + ((number >>> 9) % 6) * 15;
  const gap = 8 + ((number >>> 14) % 4) * 4;
  const id = `swatch-${of}`;
  return (
    <svg
      viewBox="0 0 240 96"
      width="100%"
      height="96"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <defs>
        <pattern
          id={id}
          width={gap}
          height={gap}
          patternUnits="userSpaceOnUse"
          patternTransform={`rotate(${turn})`}
        >
          <rect width={gap} height={gap} fill={`hsl(${hue} 45% 62%)`} />
          <rect width={gap / 2} height={gap} fill={`hsl(${(hue + 24) % 360} 48% 54%)`} />
          <rect
            width={gap}
            height={gap / 5}
            fill={`hsl(${(hue + 180) % 360} 40% 78%)`}
            opacity="0.6"
          />
        </pattern>
      </defs>
      <rect width="240" height="96" fill={`url(#${id})`} />
    </svg>
  );
}
