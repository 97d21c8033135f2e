import { resolve } from "node:path";
import { Organizations } from "@aws-sdk/client-organizations";
import { catalogue } from "../../guardrails";
import { readOrganization } from "../../src/aws/organization-reader";
import type { DesiredState } from "../../src/drift/desired";
import type { Exception, Intent } from "../../src/organization/intent";
import type { Lock } from "../../src/organization/lock";
import type { Snapshot } from "../../src/organization/snapshot";
import { makePlan } from "../../src/plan/make-plan";
import type { Plan } from "../../src/plan/types";
import { awsProgram } from "./aws-command/run";
import { runCommandLine } from "./command-line";
import {
  buildOrganization,
  type Emulator,
  emulatorClient,
  type OrganizationSpec,
  startEmulator,
} from "./emulator";
import { type UpdateResult, update } from "./engine/engine";
import { RefreshableOrganizations } from "./engine/providers/refreshable-organizations";
import { refreshed } from "./engine/refresh";
import { smallIntent, type Wishes } from "./organizations";
import { NOW } from "./reviews";

/** An organization on the emulator, with what is planned for it deployed by the engine. */
export class DeployedOrganization {
  private plan!: Plan;
  private lock: Lock | null = null;
  private recorded!: Snapshot;
  /** Of the engine's last run. */
  last!: UpdateResult;

  private constructor(
    readonly emulator: Emulator,
    readonly client: Organizations,
    private wishes: Wishes,
    private exceptions: readonly Partial<Exception>[],
  ) {}

  static async start(
    spec: OrganizationSpec,
    wishes: Wishes,
    exceptions: readonly Partial<Exception>[] = [],
  ): Promise<DeployedOrganization> {
    const emulator = await startEmulator();
    await emulator.reset();
    const client = new Organizations({ ...emulatorClient(emulator.endpoint), maxAttempts: 3 });
    await buildOrganization(client, spec);
    const organization = new DeployedOrganization(emulator, client, wishes, exceptions);
    await organization.accept();
    await organization.deploy();
    await organization.accept();
    return organization;
  }

  async stop(): Promise<void> {
    this.client.destroy();
    await this.emulator.stop();
  }

  get desired(): DesiredState {
    const { plan, lock, recorded } = this;
    const rest = { identity: null, lockdown: null, partition: "aws", homeRegion: "eu-west-1", now: NOW };
    return { plan, lock, recorded, ...rest };
  }

  read(): Promise<Snapshot> {
    const nothing = { sleep: async () => {}, random: () => 0, now: () => 0, progress: () => {} };
    return readOrganization(this.client, { ...nothing, selectorTagKeys: [] });
  }

  /** Records the organization as it is, and plans and locks anew. */
  async accept(): Promise<void> {
    this.recorded = await this.read();
    this.replan();
  }

  /** Another organization.yaml, of the facts that are recorded. */
  want(wishes: Wishes, exceptions: readonly Partial<Exception>[] = []): void {
    this.wishes = wishes;
    this.exceptions = exceptions;
    this.replan();
  }

  private replan(): void {
    const { recorded: snapshot, lock } = this;
    const wanted = smallIntent(this.wishes, this.exceptions);
    const { id, managementAccount } = snapshot.organization;
    const intent: Intent = {
      ...wanted,
      access: { deployers: [], memberRoles: [], breakGlass: [] },
      organization: { ...wanted.organization, id, managementAccount },
    };
    const made = makePlan({ intent, snapshot, lock, catalogue, now: NOW });
    if (made.plan === null) throw new Error(JSON.stringify(made.problems));
    this.plan = made.plan;
    this.lock = made.lock;
  }

  /** Runs the engine for every phase of the plan, after a refresh. */
  async deploy(): Promise<void> {
    for (const { phase } of this.plan.phases) {
      const provider = new RefreshableOrganizations(this.client);
      this.last = await update({
        project: resolve(__dirname, "../.."),
        main: "test/support/programs/guardrails.js",
        stack: "guardrails",
        provider,
        config: { "test:plan": JSON.stringify(this.plan), "test:phase": String(phase) },
        ...(this.last && { checkpoint: await refreshed(this.last.checkpoint, provider) }),
      });
      if (this.last.error !== null) throw new Error(JSON.stringify(this.last.logs));
    }
  }

  /** Id of a node by its path, in the organization as it was recorded. */
  node(path: string): string {
    return this.plan.nodes.find((node) => node.path === path)!.id;
  }

  /** Ids of the accounts below a unit, sorted. */
  below(path: string): readonly string[] {
    const inside = this.plan.nodes.filter(
      (node) => node.kind === "account" && (path === "Root" || node.path.startsWith(`${path}/`)),
    );
    return inside.map(({ id }) => id).sort();
  }

  /** Id of the policy that a guardrail has to itself. */
  ours(guardrail: string): string {
    return this.plan.policies.find(({ guardrails }) => guardrails.includes(guardrail))!.id!;
  }

  /** Id of a policy of others. */
  theirs(name: string): string {
    return this.recorded.policies.find((policy) => policy.name === name)!.id;
  }

  /** Carries out a mend of AWS's own, as its command says it. */
  async byHand(command: string): Promise<void> {
    const aws = awsProgram({ organizations: this.client }, "us-east-1");
    await runCommandLine(command, { aws });
  }
}
