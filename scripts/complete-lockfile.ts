import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// `npm install` leaves out of package-lock.json the optional packages for platforms that its registry does not
// serve, and `npm ci` then refuses the file, here and on those platforms. This puts them back, from what their
// parents ask for. They carry no integrity: nobody here has seen them.

interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optional?: boolean;
}

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  "arm64",
  "arm",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
];
const LIBRARIES: Readonly<Record<string, string>> = { gnu: "glibc", musl: "musl" };

/** What a package for one platform is for, by its name: "@swc/core-linux-ppc64-gnu". */
function platform(name: string) {
  const words = name.slice(name.indexOf("/") + 1).split("-");
  const of = (known: readonly string[]) => words.filter((word) => known.includes(word));
  const libc = words.flatMap((word) => LIBRARIES[word] ?? []);
  return { os: of(SYSTEMS), cpu: of(PROCESSORS), ...(libc.length > 0 && { libc }) };
}

function main(): void {
  const file = join(__dirname, "..", "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, Entry> };
  for (const { optionalDependencies, dev } of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
      const path = `node_modules/${name}`;
      if (path in lock.packages || !/^\d+\.\d+\.\d+$/.test(version)) continue;
      const { os, cpu, ...rest } = platform(name);
      if (os.length === 0 || cpu.length === 0) continue;
      lock.packages[path] = { version, cpu, ...(dev === true && { dev }), ...rest, optional: true, os };
      console.log(path);
    }
  }
  const packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
}

main();
