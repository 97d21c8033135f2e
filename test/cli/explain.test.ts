import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { exampleWorkspace, type Workspace } from "../support/command";

let workspace: Workspace;
beforeEach(() => {
  workspace = exampleWorkspace();
});
afterEach(() => workspace.remove());

const DENIED =
  "An error occurred (AccessDenied) when calling the RunInstances operation: User: arn:aws:sts::200000015554:assumed-role/dev/me is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:ap-south-1:200000015554:instance/* with an explicit deny in a service control policy";

it("explains an account by name, path or id, and shows the levels, the guardrail and its reason", async () => {
  for (const account of ["sandbox-ana", "Sandbox/sandbox-ana", "200000015554"]) {
    const { status, stdout, stderr } = await workspace.run("explain", account, "redshift:CreateCluster");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^DENIED redshift:CreateCluster in Sandbox\/sandbox-ana \(200000015554\)/);
    for (const words of [
      "Root ",
      "denies: deny-services",
      "Guardrail deny-services: ",
      "why ",
      "since     unknown",
    ]) {
      expect(stdout).toContain(words);
    }
  }
});

it("gives the lines of an exception that organization.yaml takes", async () => {
  const { stdout } = await workspace.run("explain", "--error", DENIED);
  const from = stdout.indexOf("    exceptions:");
  const lines = stdout.slice(from).split("\n");
  const block = lines
    .slice(0, lines.indexOf(""))
    .map((line) => line.slice(4))
    .join("\n");
  const [asked] = parse(block).exceptions;
  expect(asked).toMatchObject({ guardrail: "restrict-regions", on: "sandbox-ana", principals: ["role/dev"] });
  const file = workspace.path("organization.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}${block.split("\n").slice(1).join("\n")}\n`);
  const checked = await workspace.run("check", "--json");
  const codes = JSON.parse(checked.stdout).problems.map(({ code }: { code: string }) => code);
  expect(codes.sort()).toEqual(["lock-stale", "loosening-needs-consent"]);
});

it("--json prints one document of the documented shape, 0 for every verdict", async () => {
  const ask = async (...words: string[]) => {
    const { status, stdout } = await workspace.run("explain", ...words, "--json");
    expect(status).toBe(0);
    return JSON.parse(stdout);
  };
  const allowed = { verdict: "allowed", decidedBy: [], when: [] };
  expect(
    await ask(
      "sandbox-ana",
      "s3:GetObject",
      "--resource",
      "arn:aws:s3:::a/b",
      "--principal",
      "arn:aws:iam::200000015554:role/x",
      "--context",
      "aws:RequestedRegion=eu-west-1",
    ),
  ).toEqual({ formatVersion: 1, ...allowed, scp: allowed, rcp: allowed });
  expect((await ask("sandbox-ana", "ec2:RunInstances")).verdict).toBe("depends");
  expect((await ask("111111111111", "ec2:RunInstances")).verdict).toBe("exempt");
  const found = await ask(
    "sandbox-ana",
    "ec2:RunInstances",
    "--absent",
    "aws:RequestedRegion",
    "--principal",
    "arn:aws:iam::200000015554:role/x",
  );
  expect(found).toMatchObject({
    verdict: "denied",
    decidedBy: [{ guardrail: "restrict-regions" }],
    rcp: null,
  });
});

it("takes several values of a key, and several keys", async () => {
  const { stdout } = await workspace.run(
    "explain",
    "sandbox-ana",
    "ec2:RunInstances",
    "--json",
    "--principal",
    "arn:aws:iam::200000015554:user/ana",
    "--context",
    "aws:RequestedRegion=eu-west-1",
    "--context",
    "aws:MultiFactorAuthPresent=true",
    "--context",
    "aws:MultiFactorAuthAge=10",
    "--absent",
    "aws:ViaAWSService",
    "--absent",
    "aws:AssumedRoot",
  );
  expect(JSON.parse(stdout).verdict).toBe("allowed");
});

it.each([
  ["as an option", (text: string) => ["--error", text]],
  [
    "on standard input",
    (text: string) => {
      workspace.stdin = text;
      return ["--error", "-"];
    },
  ],
])("reads AWS's message %s, with the Region that its resource tells", async (_, words) => {
  const { status, stdout } = await workspace.run("explain", ...words(DENIED), "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: "denied",
    decidedBy: [{ target: "ou-exam-snd10000", guardrail: "restrict-regions" }],
    scp: { verdict: "denied" },
    rcp: { verdict: "not-governed" },
  });
});

it("goes by the policy that the message names", async () => {
  const plan = JSON.parse((await workspace.run("plan", "--json")).stdout);
  const { id } = plan.policies.find(({ key }: { key: string }) => key === "require-mfa-for-users");
  const arn = (policy: string, organization = "o-exampleorgid") =>
    `: arn:aws:organizations::111111111111:policy/${organization}/service_control_policy/${policy}`;
  const text = DENIED.replace("assumed-role/dev/me", "assumed-role/dev/me").replace(
    "arn:aws:sts::200000015554:assumed-role/dev/me",
    "arn:aws:iam::200000015554:user/ana",
  );
  const named = await workspace.run("explain", "--error", text + arn(id), "--json");
  expect(JSON.parse(named.stdout)).toMatchObject({
    verdict: "denied",
    decidedBy: [{ guardrail: "require-mfa-for-users" }],
  });

  const unknown = await workspace.run("explain", "--error", text + arn("p-unknown123", "o-elsewhere"));
  expect(unknown.stdout).toContain("organization o-elsewhere");
  expect(unknown.stdout).toContain("p-unknown123, is not in the plan");
});

it("says so when these files do not deny what AWS denied", async () => {
  const text = DENIED.replaceAll("ap-south-1", "eu-west-1");
  const { status, stdout } = await workspace.run("explain", "--error", text);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ALLOWED /);
  expect(stdout).toContain("what is deployed differs");
});

it("says so when something else denies than what AWS named", async () => {
  const text = DENIED.replace(
    /with an explicit.*/,
    "because no service control policy allows the ec2:RunInstances action",
  );
  const { stdout } = await workspace.run("explain", "--error", text);
  expect(stdout).toMatch(/^DENIED /);
  expect(stdout).toContain("by these files something else does, or may");
});

it("says so when the message names no policy of an organization", async () => {
  const text = DENIED.replace(
    /with an explicit.*/,
    "because no identity-based policy allows the ec2:RunInstances action",
  );
  expect((await workspace.run("explain", "--error", text)).stdout).toContain(
    "an identity-based policy, which is none",
  );
});

it.each([
  [["sandbox-anna", "s3:GetObject"], "did you mean sandbox-ana?"],
  [["Sandbox", "s3:GetObject"], "is not one account"],
  [["sandbox-ana", "GetObject"], "expected one action"],
  [["sandbox-ana"], "name an account and an action"],
  [["sandbox-ana", "s3:GetObject", "--context", "aws:RequestedRegion"], "--context takes KEY=VALUE"],
  [["sandbox-ana", "s3:GetObject", "--principal", "ana"], "expected the ARN"],
  [["sandbox-ana", "--error", "x"], "--error takes all from the message"],
  [["--error", "Hello"], "names no action"],
  [["--error", "Encoded authorization failure message: abc"], "decode-authorization-message"],
  [["--error", DENIED.replaceAll("200000015554", "999999999999")], "no account 999999999999"],
])("exits with 2 for %j", async (words, message) => {
  const { status, stdout, stderr } = await workspace.run("explain", ...words);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

it("exits with 2 when no plan can be made", async () => {
  writeFileSync(workspace.path("organization.yaml"), "organization: {}\n");
  expect((await workspace.run("explain", "sandbox-ana", "s3:GetObject")).status).toBe(2);
});

it("shows nothing of a message that would reach the terminal", async () => {
  const { stdout, stderr } = await workspace.run(
    "explain",
    "--error",
    `${DENIED.replace("/me ", "/m\u202ee\u0007 ")} \u001b]0;x`,
  );
  for (const hidden of ["\u001b", "\u202e", "\u0007"]) expect(stdout + stderr).not.toContain(hidden);
});
