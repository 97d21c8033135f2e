import type { SettingPath } from "./types";

/** One text for one path. */
export function pathKey(path: SettingPath): string {
  return JSON.stringify(path);
}

/** Key by key; what is above a path comes before it. */
export function comparePaths(a: SettingPath, b: SettingPath): number {
  const at = a.findIndex((key, index) => key !== b[index]);
  if (at === -1) return a.length - b.length;
  return b[at] === undefined || a[at]! > b[at]! ? 1 : -1;
}

/** A path as people read it: "tags.costcenter.tag_value". */
export function pathText(path: SettingPath): string {
  return (
    path.map((key) => (/^[\w$-]+$/.test(key) ? key : JSON.stringify(key))).join(".") || "the whole policy"
  );
}
