import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { catalogue } from "../../guardrails";
import { exampleWorkspace, type Workspace } from "../support/command";

let workspace: Workspace;
beforeEach(() => {
  workspace = exampleWorkspace();
});
afterEach(() => workspace.remove());

const json = async (...words: string[]) => {
  const { status, stdout, stderr } = await workspace.run(...words, "--json");
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
};

/** organization.yaml is gone, or what it says is changed. */
function organization(change: null | ((text: string) => string)) {
  const file = workspace.path("organization.yaml");
  if (change === null) rmSync(file);
  else writeFileSync(file, change(readFileSync(file, "utf8")));
}

describe("list", () => {
  it("names every guardrail once, with where it is in use and what the plan adds", async () => {
    const { status, stdout, stderr } = await workspace.run("list");
    expect([status, stderr]).toEqual([0, ""]);
    for (const { id, title } of catalogue)
      expect(stdout).toMatch(new RegExp(`^${id} .*  ${title.slice(0, 20)}`, "m"));
    expect(stdout).toMatch(/^deny-services .*\[in use: Sandbox\]$/m);
    expect(stdout).toMatch(/^protect-exempt-principals .*\[added by the plan\]$/m);
    expect(stdout).toMatch(new RegExp(`^${catalogue.length} guardrails, \\d+ in use$`, "m"));
  });

  it("--json says the same, and null where there is no organization.yaml", async () => {
    const find = ({ guardrails }: { guardrails: { id: string }[] }) =>
      guardrails.find(({ id }) => id === "deny-services");
    const all = await json("list");
    expect(all.formatVersion).toBe(1);
    expect(all.guardrails.map(({ id }: { id: string }) => id)).toEqual(catalogue.map(({ id }) => id));
    expect(find(all)).toEqual({
      id: "deny-services",
      type: "SERVICE_CONTROL_POLICY",
      theme: "services",
      title: expect.any(String),
      automatic: false,
      inUse: [{ target: "Sandbox", parameters: { services: ["redshift", "sagemaker", "outposts"] } }],
    });
    organization(null);
    expect(find(await json("list"))).toMatchObject({ inUse: null });
  });

  it("--type and --theme choose", async () => {
    const { guardrails } = await json("list", "--type", "resource_control_policy", "--theme", "perimeter");
    const chosen = catalogue.filter(
      ({ type, theme }) => type === "RESOURCE_CONTROL_POLICY" && theme === "perimeter",
    );
    expect(chosen.length).toBeGreaterThan(0);
    expect(guardrails.map(({ id }: { id: string }) => id)).toEqual(chosen.map(({ id }) => id));
    const { status, stderr } = await workspace.run("list", "--theme", "netwrk");
    expect([status, stderr]).toEqual([2, expect.stringContaining("did you mean network?")]);
    expect(await json("list", "--type", "rcp")).toEqual(
      await json("list", "--type", "RESOURCE_CONTROL_POLICY"),
    );
    expect((await workspace.run("list", "--type", "SCPS")).status).toBe(2);
    expect((await workspace.run("list", "--organization", "none.yaml")).status).toBe(2);
  });

  it("a broken organization.yaml is said, and never taken for not in use", async () => {
    organization((text) => text.replace("deny-root-user", "deny-rot-user"));
    const { status, stdout, stderr } = await workspace.run("list", "--json");
    expect(status).toBe(0);
    expect(stderr).toContain("organization.yaml has 1 problem");
    expect(JSON.parse(stdout).guardrails.every(({ inUse }: { inUse: unknown }) => inUse === null)).toBe(true);
  });
});

describe("show", () => {
  it("prints the page's frame for the organization in the folder, with its parameters", async () => {
    const { status, stdout, stderr } = await workspace.run("show", "deny-services");
    expect([status, stderr]).toEqual([0, ""]);
    for (const part of [
      "# deny-services\n",
      '- Sandbox, with {"services":["redshift","sagemaker","outposts"]}\n',
      "| `services` |",
      '"redshift:*"',
      "in o-exampleorgid.",
      "| Denied | by | on | with |",
    ]) {
      expect(stdout).toContain(part);
    }
  });

  it("prints the example's where there is no organization.yaml: the same frame as on its page", async () => {
    organization(null);
    const { stdout } = await workspace.run("show", "restrict-regions");
    const page = readFileSync(`${__dirname}/../../docs/guardrails/restrict-regions.md`, "utf8");
    const frame = page.slice(
      page.indexOf("<!-- generated -->\n\n") + 20,
      page.indexOf("\n<!-- /generated -->"),
    );
    expect(frame).toContain("## Policy");
    expect(stdout).toContain(frame);
    expect(stdout).not.toContain("n use");
  });

  it("--json has everything, 2 for what there is not", async () => {
    const shown = await json("show", "restrict-regions");
    expect(shown).toMatchObject({
      formatVersion: 1,
      organization: "o-exampleorgid",
      id: "restrict-regions",
      type: "SERVICE_CONTROL_POLICY",
      parameters: [
        { name: "regions", type: "list of text", required: false, defaultFrom: "organization.regions" },
        { name: "inference-profiles", type: "list of text", required: false, default: [] },
      ],
      limit: 10240,
      policy: { Version: "2012-10-17" },
      requests: { denied: expect.any(Array), allowed: expect.any(Array) },
    });
    expect(shown.inUse.length).toBeGreaterThan(1);
    const { status, stderr } = await workspace.run("show", "restrict-region");
    expect([status, stderr]).toEqual([2, expect.stringContaining("did you mean restrict-regions?")]);
  });

  it.each(catalogue.map(({ id }) => id))("%s can be shown", async (id) => {
    expect((await workspace.run("show", id)).status).toBe(0);
  });
});
