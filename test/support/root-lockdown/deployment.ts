import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { lockdownOf } from "../../../src/files/lockdown-files";
import { type PlanFiles, planFromFiles } from "../../../src/files/plan-files";
import type { LockdownPlan } from "../../../src/lockdown/types";
import { serializeLock } from "../../../src/organization/lock-file";
import {
  type BuiltOrganization,
  buildOrganization,
  type Emulator,
  emulatorClient,
  emulatorEnvironment,
  startEmulator,
} from "../emulator";
import { type UpdateOptions, type UpdateResult, update } from "../engine/engine";
import { AwsRootLockdown } from "../engine/providers/root-lockdown/aws-root-lockdown";
import { ClientPool, type Clients } from "../engine/providers/root-lockdown/clients";
import { fortyAccounts } from "../forty-accounts";
import { launch } from "../launch";
import { type LockdownProxy, startLockdownProxy } from "../lockdown-services/proxy";

const PROJECT = resolve(__dirname, "../../..");
export const HOME = "us-east-1";

/** 40 accounts on the emulator, the stubs of what it lacks, and a folder with what is wanted of them. */
export class LockdownDeployment {
  /** What the last run of the engine left. */
  last: UpdateResult | undefined;

  private constructor(
    private readonly emulator: Emulator,
    readonly proxy: LockdownProxy,
    readonly provider: AwsRootLockdown,
    readonly pool: ClientPool,
    readonly built: BuiltOrganization,
    private readonly folder: string,
    readonly files: PlanFiles,
  ) {}

  static async start(): Promise<LockdownDeployment> {
    const emulator = await startEmulator();
    await emulator.reset();
    const proxy = await startLockdownProxy(emulator.endpoint, emulator.moto);
    const client = { ...emulatorClient(proxy.endpoint), maxAttempts: 3 };
    const pool = new ClientPool(client);
    const built = await buildOrganization(pool.own().organizations, { ...fortyAccounts, policies: [] });
    const folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
    const file = (name: string) => ({ path: join(folder, name), name });
    const files = {
      organization: file("organization.yaml"),
      snapshot: file("organization.snapshot.json"),
      lock: file("organization.lock.json"),
    };
    return new LockdownDeployment(emulator, proxy, new AwsRootLockdown(client), pool, built, folder, files);
  }

  async stop(): Promise<void> {
    this.pool.destroy();
    this.provider.pool.destroy();
    await this.proxy.stop();
    await this.emulator.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Of an account or a unit, by its name. */
  id(name: string): string {
    return this.built.ids.get(name)!;
  }

  in(account: string, region = HOME): Clients {
    return account === this.built.managementAccount
      ? this.pool.own(region)
      : this.pool.by(`arn:aws:iam::${account}:role/org-guardrails-auditor`, region);
  }

  /**
   * Writes organization.yaml, takes a snapshot by the command, and has the outcome reviewed.
   *
   * @param sections what stands below the organization, its accounts and who has access
   */
  async wanted(sections: string): Promise<LockdownPlan> {
    writeFileSync(this.files.organization.path, this.head() + sections);
    const taken = await launch(["snapshot", "--out", "organization.snapshot.json"], {
      cwd: this.folder,
      env: emulatorEnvironment(this.proxy.endpoint),
    });
    expect([taken.status, taken.stderr]).toEqual([0, expect.anything()]);
    const { lock, inputs, tree } = planFromFiles(this.files, 0);
    const { plan } = lockdownOf(inputs, tree);
    const digests = { ...lock!.digests, [plan!.stack]: plan!.digest };
    writeFileSync(this.files.lock.path, serializeLock({ ...lock!, digests }));
    expect(
      plan!.problems.filter(({ severity, code }) => severity === "error" && code !== "lock-stale"),
    ).toEqual([]);
    return plan!;
  }

  async deploy(options: Partial<UpdateOptions> = {}): Promise<UpdateResult> {
    const { last, provider } = this;
    const result = await update({
      project: PROJECT,
      rootDirectory: this.folder,
      stack: "root-lockdown",
      provider,
      ...(last && { checkpoint: last.checkpoint }),
      ...(last?.error === null && { expected: last.registrations }),
      ...options,
    });
    this.last = result;
    return result;
  }

  private head(): string {
    const { id, managementAccount } = this.built;
    return `organization:
  id: ${id}
  management-account: "${managementAccount}"
  regions: [us-east-1]
  home-region: ${HOME}
accounts: { security: audit, log-archive: log-archive, iam: audit }
access:
  deployers:
    - principal: arn:aws:iam::${managementAccount}:role/org-guardrails-deployer
      needs: [organizations, member-baseline]
  member-roles: ["role/stacksets-exec-*"]
  break-glass: [role/break-glass]
guardrails:
  Root: [deny-root-user, deny-root-access-keys, restrict-assume-root]
`;
  }
}
