import type { Token, Tokens } from "../automata/tokens";

const SERVICE: Token = { only: "abcdefghijklmnopqrstuvwxyz0123456789-", star: false };
const NAME: Token = { only: "abcdefghijklmnopqrstuvwxyz0123456789-_", star: false };

/** Every name that an action can have, in lower case. Source: the grammar of requests in `decide`. */
export const ACTION_NAMES: Tokens = [
  SERVICE,
  { ...SERVICE, star: true },
  { only: ":", star: false },
  NAME,
  { ...NAME, star: true },
];
