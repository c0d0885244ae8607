/** What people paste by mistake, or to see what happens. */
export const GARBAGE = {
  controls: "a\0b\u0007c\u001bd\u007fe\u0001",
  half: "left \ud83e right \udc00",
  long: "x".repeat(100_000),
  markup: `<script>alert(1)</script><b class="pasted">bold</b>&lt;`,
  reversed: "\u202egnirts\u2066 \u05e9\u05dc\u05d5\u05dd",
  emoji: "👩🏽‍🚀🏳️‍🌈👨‍👩‍👧‍👦",
  quotes: `'; DROP TABLE tenants; -- "\\`,
  lines: "one\ntwo\r\nthree\tfour",
} as const;

/** What a form has to take as it is, or to refuse in words: all in one, and short. */
export const ODD = `<b class=pasted>\u202egnirts \u05e9\u05dc 👩🏽‍🚀 ' OR 1=1 -- "\\ NaN`;

/** What is pasted where a number belongs: the last is one, and too great. */
export const NUMBERS = ["1e400", "NaN", "0x1f", "-1", "99999999999999999999999"];

/** A date that never comes. */
export const DATE = "99999-99-99 99:99";
