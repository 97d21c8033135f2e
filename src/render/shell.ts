/** A word for a POSIX shell. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line of words. */
export function line(...words: readonly string[]): string {
  return words.map(quoted).join(" ");
}
