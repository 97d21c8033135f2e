import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEPLOYED_ACCOUNTS, type DeployedAccount, deployerPolicy } from "../../src/lockdown/deployer-policy";
import type { GeneratedFile } from "./guardrail-pages";
import { fenced, renew } from "./renew";

const PATH = "docs/deploy.md";

/** The accounts of the page's examples. */
const ACCOUNTS: Readonly<Record<DeployedAccount, string>> = {
  management: "111111111111",
  security: "222222222222",
  "log-archive": "333333333333",
  iam: "444444444444",
};

/** docs/deploy.md, with what the deployer of the stack root-lockdown needs in each account. */
export function deployPage(): readonly GeneratedFile[] {
  const text = DEPLOYED_ACCOUNTS.reduce(
    (written, name) => {
      const policy = deployerPolicy(name, { partition: "aws", account: ACCOUNTS[name] });
      return renew(
        PATH,
        written,
        `lockdown-${name}`,
        "",
        fenced("json", `${JSON.stringify(policy, null, 2)}\n`),
      );
    },
    readFileSync(join(__dirname, "..", "..", PATH), "utf8"),
  );
  return [{ path: PATH, text }];
}
