/** Paints text for a terminal, or leaves it alone. */
export interface Style {
  readonly added: (text: string) => string;
  readonly changed: (text: string) => string;
  readonly removed: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

const plain = (text: string) => text;
const sgr = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;

export const PLAIN: Style = { added: plain, changed: plain, removed: plain, strong: plain, faint: plain };

const COLOUR: Style = { added: sgr(32), changed: sgr(33), removed: sgr(31), strong: sgr(1), faint: sgr(2) };

/** @param colour whether the output is a terminal that takes colour */
export function style(colour: boolean): Style {
  return colour ? COLOUR : PLAIN;
}

/** 10240 -> "10,240", the same on every machine. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "1 target", "2 targets", "2 policies". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}
