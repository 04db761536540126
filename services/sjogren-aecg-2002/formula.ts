/** Rules of the criteria of 2002: Vitali 2002, tables of the first citation of manifest.ts. */

/** Rule a: this many of the six items, histopathology or autoantibodies among them. */
export const RULE_A_ITEMS = 4
/** Rule b: this many of the four objective items III to VI. */
export const RULE_B_ITEMS = 3
