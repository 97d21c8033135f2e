// Loads a TypeScript program of this project as one file, which takes a third of the time of loading its six hundred
// files one by one. The file is kept, and written anew whenever one of those it was made of is another than then: an
// edited guardrail is never stale. Why: docs/decisions/0012-bundle.md

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const { dirname, join, relative, sep } = require("node:path");

/** Files kept at a time: one for each checkout that shares these packages, and for each Node. */
const MOST_KEPT = 5;

/** Packages that load themselves, when a command needs them. */
const EXTERNAL = ["@aws-sdk/*", "@smithy/*", "@pulumi/*", "pulumi"];

/**
 * @param {string} root the project's folder
 * @param {string} entry the program's file, below it
 * @param {string} cache the folder for the files that are kept
 * @returns {Promise<object>} what the program exports
 */
async function loadProgram(root, entry, cache) {
  const name = createHash("sha256").update(`${root} ${entry} ${process.version}`).digest("hex").slice(0, 16);
  const file = join(cache, `${name}.js`);
  const manifest = join(cache, `${name}.json`);
  if (!isFresh(root, manifest) || !fs.existsSync(file)) {
    const { code, made } = await bundle(root, entry);
    try {
      keep(cache, [
        [file, code],
        [manifest, JSON.stringify(made)],
      ]);
    } catch {
      // A folder that cannot be written costs time, and nothing else.
      return compiled(code, join(root, entry));
    }
  }
  return require(file);
}

/** Whether every file that a program was made of is still the one that it was. */
function isFresh(root, manifest) {
  try {
    const made = JSON.parse(fs.readFileSync(manifest, "utf8"));
    return made.every(([path, stamp]) => stampOf(join(root, path)) === stamp);
  } catch {
    return false;
  }
}

function stampOf(path) {
  const { mtimeMs, size } = fs.statSync(path);
  return `${mtimeMs} ${size}`;
}

async function bundle(root, entry) {
  const { outputFiles, metafile } = await require("esbuild").build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: EXTERNAL,
    logLevel: "silent",
    plugins: [{ name: "own-folder", setup: keepOwnFolders }],
  });
  const own = Object.keys(metafile.inputs).filter((path) => !path.split("/").includes("node_modules"));
  // Packages change with the list of their versions.
  const files = [...own, "package-lock.json"].filter((path) => fs.existsSync(join(root, path)));
  return {
    code: outputFiles[0].text,
    made: files.map((path) => [
      relative(root, join(root, path)).split(sep).join("/"),
      stampOf(join(root, path)),
    ]),
  };
}

/** A file that looks beside itself goes on doing so, wherever its code ends up. */
function keepOwnFolders({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, ({ path }) => {
    if (path.includes("node_modules")) return undefined;
    const contents = fs.readFileSync(path, "utf8");
    if (!contents.includes("__dirname")) return undefined;
    return { contents: contents.replaceAll("__dirname", JSON.stringify(dirname(path))), loader: "ts" };
  });
}

/** Writes files whole, so that a command that runs beside this one never reads half of one. */
function keep(folder, files) {
  // Not recursive: a checkout whose packages are gone was removed meanwhile, and must not come back as a folder.
  for (const each of [dirname(folder), folder]) if (!fs.existsSync(each)) fs.mkdirSync(each);
  for (const [path, text] of files) {
    const part = `${path}.${process.pid}`;
    fs.writeFileSync(part, text);
    fs.renameSync(part, path);
  }
  const kept = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ name, time: fs.statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { name } of kept.slice(MOST_KEPT)) {
    for (const ending of [".json", ".js"])
      fs.rmSync(join(folder, name.replace(/\.json$/, ending)), { force: true });
  }
}

function compiled(code, filename) {
  const Module = require("node:module");
  const made = new Module(filename, module);
  made.filename = filename;
  made.paths = Module._nodeModulePaths(dirname(filename));
  made._compile(code, filename);
  return made.exports;
}

module.exports = { loadProgram };
