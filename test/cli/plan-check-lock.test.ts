import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { exampleWorkspace, type Workspace } from "../support/command";

let workspace: Workspace;
beforeEach(() => {
  workspace = exampleWorkspace();
});
afterEach(() => workspace.remove());

const file = (name: string) => readFileSync(workspace.path(name), "utf8");

/** Changes organization.yaml by one replacement that must apply. */
function edit(from: string, to: string): void {
  const text = file("organization.yaml");
  if (!text.includes(from)) throw new Error(`the example has no ${JSON.stringify(from)}`);
  writeFileSync(workspace.path("organization.yaml"), text.replace(from, to));
}

describe("plan", () => {
  it("shows every kind of write for the example, and writes nothing", async () => {
    const before = readdirSync(workspace.folder).map((name) => [name, file(name)]);
    const { status, stdout, stderr } = await workspace.run("plan");
    expect([status, stderr]).toEqual([0, ""]);
    for (const words of ["create+attach", "~ update", "- DETACH", "keep", "characters", "left", "slots"]) {
      expect(stdout).toContain(words);
    }
    expect(readdirSync(workspace.folder).map((name) => [name, file(name)])).toEqual(before);
  });

  it("--json prints one document of the documented shape and nothing else", async () => {
    const { status, stdout, stderr } = await workspace.run("plan", "--json");
    expect([status, stderr]).toEqual([0, ""]);
    const plan = JSON.parse(stdout);
    expect(plan).toMatchObject({
      formatVersion: 1,
      organization: { id: "o-exampleorgid", managementAccount: "111111111111" },
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      problems: [],
    });
    expect(plan.nodes[0]).toEqual({ id: "r-exam", parent: null, path: "Root", name: "Root", kind: "root" });
    expect(plan.nodes.filter(({ kind }: { kind: string }) => kind === "account")).toHaveLength(41);
    const keys = new Set(plan.policies.map(({ key }: { key: string }) => key));
    const nodes = new Set(plan.nodes.map(({ id }: { id: string }) => id));
    const ids = new Set(plan.changes.map(({ id }: { id: string }) => id));
    expect(plan.changes.length).toBeGreaterThan(0);
    for (const { op, policy, target, after, phase } of plan.changes) {
      expect(["create", "update", "delete", "attach", "detach"]).toContain(op);
      expect(keys).toContain(policy);
      if (target !== undefined) expect(nodes).toContain(target);
      for (const id of after) expect(ids).toContain(id);
      expect(phase).toBe(1);
    }
    for (const { managed, content, characters, guardrails, statements } of plan.policies) {
      expect(characters).toBeGreaterThan(0);
      expect(content.Statement).toBeDefined();
      if (!managed) continue;
      expect(guardrails.length).toBeGreaterThan(0);
      expect(statements.map(({ sid }: { sid: string }) => sid).sort()).toEqual(
        content.Statement.map(({ Sid }: { Sid: string }) => Sid).sort(),
      );
    }
    expect(plan.policies.find(({ key }: { key: string }) => key === "p-FullAWSAccess").managed).toBe(false);
  });

  it("exits with 2 and prints every problem when no plan can be made", async () => {
    edit("deny-root-user", "deny-root-usr");
    edit("Suspended:", "Suspendid:");
    const { status, stdout, stderr } = await workspace.run("plan");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("deny-root-user");
    expect(stderr).toMatch(/organization\.yaml:\d+:\d+/);
  });

  it("reports what the file says wrong and what it names wrong at once", async () => {
    edit("deny-root-user", "deny-root-usr");
    edit("  Suspended:", "  Suspendid:");
    const { stderr } = await workspace.run("plan");
    expect(stderr).toContain("unknown-guardrail");
    expect(stderr).toContain("unknown-target");
  });

  it("exits with 2 for a snapshot whose units are no tree", async () => {
    const facts = JSON.parse(file("organization.snapshot.json"));
    facts.units[0].parent = facts.units[0].id;
    writeFileSync(workspace.path("organization.snapshot.json"), JSON.stringify(facts));
    const { status, stderr } = await workspace.run("plan");
    expect(status).toBe(2);
    expect(stderr).toContain("snapshot-not-a-tree");
  });

  it("shows a stale lock and still exits with 0", async () => {
    edit("outposts]", "outposts, athena]");
    const { status, stdout } = await workspace.run("plan");
    expect(status).toBe(0);
    expect(stdout).toContain("lock-stale");
  });

  it("takes its files by option, from anywhere", async () => {
    mkdirSync(workspace.path("empty"));
    const names = {
      organization: "organization.yaml",
      snapshot: "organization.snapshot.json",
      lock: "organization.lock.json",
    };
    const options = Object.entries(names).flatMap(([option, name]) => [`--${option}`, workspace.path(name)]);
    const usual = await workspace.run("plan", "--json");
    expect(await workspace.run("plan", "--json", ...options)).toEqual(usual);
  });

  it.each(["organization.yaml", "organization.snapshot.json"])(
    "exits with 2 without %s, and says what to do",
    async (name) => {
      rmSync(workspace.path(name));
      const { status, stderr } = await workspace.run("plan");
      expect(status).toBe(2);
      expect(stderr).toContain(`cannot read ${name}: there is no such file;`);
    },
  );

  it("exits with 2 for a stack that is not there", async () => {
    expect((await workspace.run("plan", "--stack", "identity")).status).toBe(2);
  });
});

describe("check", () => {
  it("finds nothing in the example", async () => {
    expect(await workspace.run("check")).toEqual({ status: 0, stdout: "No problems found.\n", stderr: "" });
  });

  it("exits with 1 for a stale lock, and for none", async () => {
    edit("outposts]", "outposts, athena]");
    expect((await workspace.run("check")).status).toBe(1);
    await workspace.run("lock");
    expect((await workspace.run("check")).status).toBe(0);
    rmSync(workspace.path("organization.lock.json"));
    const { status, stdout } = await workspace.run("check", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout).problems.map(({ code }: { code: string }) => code)).toContain("lock-missing");
  });

  it("--json gives each problem its file, line and column, flat", async () => {
    edit("deny-root-user", "deny-root-usr");
    const { status, stdout } = await workspace.run("check", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout).problems[0]).toMatchObject({
      code: expect.any(String),
      severity: "error",
      file: "organization.yaml",
      line: expect.any(Number),
      column: expect.any(Number),
      path: expect.stringContaining("guardrails"),
      message: expect.stringContaining("deny-root-usr"),
      fix: expect.any(String),
    });
  });

  it("notes what lint finds in a policy that is not ours, and stays green", async () => {
    const snapshot = file("organization.snapshot.json");
    const odd = snapshot.replace(
      '\\"Effect\\": \\"Allow\\"',
      '\\"Effect\\": \\"Allow\\", \\"Sid\\": \\"a b\\"',
    );
    expect(odd).not.toBe(snapshot);
    writeFileSync(workspace.path("organization.snapshot.json"), odd);
    const { status, stdout } = await workspace.run("check", "--json");
    const { problems } = JSON.parse(stdout);
    expect([status, problems]).toMatchObject([
      0,
      [
        {
          code: "invalid-sid",
          severity: "info",
          path: expect.stringContaining('"FullAWSAccess", Statement[0].Sid'),
        },
      ],
    ]);
  });

  it("warns before an exception ends and fails after it", async () => {
    const soon = exampleWorkspace(Date.parse("2028-03-10T00:00:00Z"));
    const late = exampleWorkspace(Date.parse("2028-04-01T00:00:00Z"));
    try {
      const warned = await soon.run("check");
      expect(warned.status).toBe(0);
      expect(warned.stdout).toContain("exception-ends-soon");
      expect((await late.run("check")).status).toBe(1);
    } finally {
      soon.remove();
      late.remove();
    }
  });

  it("proves each guardrail again with the user's own parameters", async () => {
    edit("restrict-services: { services: [", "restrict-services: { services: [organizations, ");
    const { stdout } = await workspace.run("check");
    expect(stdout).not.toContain("guardrail-not-proved");
  });
});

describe("lock", () => {
  it("says that nothing is to be written when that is so", async () => {
    const before = file("organization.lock.json");
    expect(await workspace.run("lock")).toMatchObject({
      status: 0,
      stdout: "organization.lock.json is up to date.\n",
    });
    expect(file("organization.lock.json")).toBe(before);
  });

  it("writes what makes the plan fresh, and leaves no partial file", async () => {
    edit("outposts]", "outposts, athena]");
    expect((await workspace.run("lock")).status).toBe(0);
    expect((await workspace.run("plan")).stdout).not.toContain("lock-stale");
    expect(readdirSync(workspace.folder)).toHaveLength(3);
  });

  it("writes nothing while the intent is wrong", async () => {
    const before = file("organization.lock.json");
    appendFileSync(workspace.path("organization.yaml"), "surprise: true\n");
    const { status, stderr } = await workspace.run("lock");
    expect(status).toBe(1);
    expect(stderr).toContain("Nothing was written.");
    expect(file("organization.lock.json")).toBe(before);
  });

  it("refuses to loosen without consent, and records it with its reason", async () => {
    edit("    - deny-region-changes\n", "");
    edit("    - protect-cloudtrail\n", "");
    const refused = await workspace.run("lock");
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("loosening-needs-consent");
    expect((await workspace.run("lock", "--allow-loosening")).status).toBe(2);
    expect((await workspace.run("lock", "--reason", "why")).status).toBe(2);
    expect(
      (await workspace.run("lock", "--allow-loosening", "--reason", "a new trail replaces it")).status,
    ).toBe(0);
    expect(file("organization.lock.json")).toContain("a new trail replaces it");
    expect((await workspace.run("check")).status).toBe(0);
  });

  it("refuses the lock of another organization", async () => {
    writeFileSync(
      workspace.path("organization.lock.json"),
      file("organization.lock.json").replace("o-exampleorgid", "o-anotherorgid"),
    );
    expect((await workspace.run("lock")).status).toBe(1);
    expect((await workspace.run("plan")).status).toBe(2);
  });

  it("--repack packs afresh and is deployable", async () => {
    expect((await workspace.run("lock", "--repack")).status).toBe(0);
    expect(existsSync(workspace.path("organization.lock.json"))).toBe(true);
    expect((await workspace.run("check")).status).toBe(0);
  });
});
