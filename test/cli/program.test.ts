import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Program = { readonly say: () => string };
const { loadProgram } = require("../../bin/program") as {
  loadProgram: (root: string, entry: string, cache: string) => Promise<Program>;
};

let root: string;
const cache = () => join(root, "cache");
const write = (path: string, text: string) => {
  mkdirSync(join(root, "src"), { recursive: true });
  writeFileSync(join(root, path), text);
};
/** A new process would load it anew. */
async function said(): Promise<string> {
  jest.resetModules();
  return (await loadProgram(root, "src/main.ts", cache())).say();
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "program-"));
  write("src/main.ts", 'import { word } from "./word";\nexport const say = (): string => word;\n');
  write("src/word.ts", 'export const word: string = "first";\n');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a program is kept as one file, and loaded from there the next time", async () => {
  expect(await said()).toBe("first");
  const kept = readdirSync(cache()).sort();
  expect(kept).toHaveLength(2);
  const code = join(cache(), kept.find((name) => name.endsWith(".js"))!);
  writeFileSync(code, 'exports.say = () => "kept";');
  expect(await said()).toBe("kept");
});

test("an edited file is never stale, were it edited within the same second", async () => {
  expect(await said()).toBe("first");
  write("src/word.ts", 'export const word: string = "other";\n');
  utimesSync(join(root, "src/word.ts"), 1_000_000_000.25, 1_000_000_000.25);
  expect(await said()).toBe("other");
});

test("a file that is gone is missed, not served from what was kept", async () => {
  expect(await said()).toBe("first");
  rmSync(join(root, "src/word.ts"));
  await expect(said()).rejects.toThrow("word");
});

test("half a list of files is no list: the program is made anew", async () => {
  await said();
  const manifest = readdirSync(cache()).find((name) => name.endsWith(".json"))!;
  writeFileSync(join(cache(), manifest), '[["src/main.ts"');
  write("src/word.ts", 'export const word: string = "again";\n');
  expect(await said()).toBe("again");
});

test("a folder that cannot be written is no failure", async () => {
  writeFileSync(cache(), "a file, where the folder would be");
  chmodSync(cache(), 0o400);
  expect(await said()).toBe("first");
});

test("a checkout that was removed meanwhile does not come back for the sake of its cache", async () => {
  const gone = join(root, "node_modules");
  jest.resetModules();
  const { say } = await loadProgram(root, "src/main.ts", join(gone, ".cache", "programs"));
  expect(say()).toBe("first");
  expect(existsSync(gone)).toBe(false);
});

test("a file that looks beside itself finds what is there", async () => {
  write("src/data.txt", "beside");
  write(
    "src/word.ts",
    'import { readFileSync } from "node:fs";\nimport { join } from "node:path";\nexport const word: string = readFileSync(join(__dirname, "data.txt"), "utf8");\n',
  );
  expect(await said()).toBe("beside");
});

test("a few programs are kept, not every checkout's for ever", async () => {
  const { loadProgram: load } = require("../../bin/program") as { loadProgram: typeof loadProgram };
  for (let index = 0; index < 8; index++) {
    write(`src/main-${index}.ts`, `export const say = (): string => "${index}";\n`);
    await load(root, `src/main-${index}.ts`, cache());
  }
  expect(readdirSync(cache())).toHaveLength(10);
});
