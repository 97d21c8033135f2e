import { spawnSync } from "node:child_process";

/** Wall-clock milliseconds of one call. */
export function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** The median of some runs, which one slow run does not move. */
export function median(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => milliseconds(work)).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)]!;
}

/** Runs a Node program to its end. @throws Error when it does not end with 0 */
export function node(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}

/** One measured thing beside what it is measured against. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly beside: string;
  readonly ratio: string;
}

export function printRows(rows: readonly Row[]): void {
  const columns = ["what", "measured", "beside", "ratio"] as const;
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index]!))
      .join("  ")
      .trimEnd();
  console.log(line(columns));
  for (const row of rows) console.log(line(columns.map((column) => row[column])));
}

export const ms = (time: number) => `${time.toFixed(0)} ms`;
export const ratio = (a: number, b: number) => `${(a / b).toFixed(2)}×`;
