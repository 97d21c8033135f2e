import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Identitystore } from "@aws-sdk/client-identitystore";
import { Organizations } from "@aws-sdk/client-organizations";
import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { openIdentityCenter } from "../../../src/aws/identity-center";
import { readIdentity } from "../../../src/aws/identity-reader";
import { openReading } from "../../../src/aws/reading";
import { readSnapshot } from "../../../src/aws/snapshot-reader";
import type { DesiredState } from "../../../src/drift/desired";
import { identityOf } from "../../../src/files/identity-files";
import { type PlanFiles, planFromFiles } from "../../../src/files/plan-files";
import type { IdentityPlan } from "../../../src/identity/plan/types";
import { identityView } from "../../../src/identity/plan/view";
import type { IdentitySnapshot } from "../../../src/organization/identity-snapshot";
import { serializeLock } from "../../../src/organization/lock-file";
import type { Snapshot } from "../../../src/organization/snapshot";
import { serializeSnapshot } from "../../../src/organization/snapshot-file";
import { awsProgram } from "../aws-command/run";
import { runCommandLine } from "../command-line";
import { type BuiltOrganization, buildOrganization, emulatorClient, startEmulator } from "../emulator";
import type { Write } from "../engine/deployment";
import { type UpdateOptions, type UpdateResult, update } from "../engine/engine";
import { identityClientsOf } from "../engine/providers/aws-identity";
import { AwsOrganizations } from "../engine/providers/aws-organizations";
import { RefreshableIdentity } from "../engine/providers/refreshable-identity";
import { refreshed } from "../engine/refresh";
import { fortyAccounts } from "../forty-accounts";
import { startIdentityProxy } from "./proxy";

const project = resolve(__dirname, "../../..");
const PATIENT = { sleep: async () => {}, random: () => 0, now: () => 0 };
const REGION = "us-east-1";

/** What is wanted of Identity Center, and who is in the identity store before. */
export interface WantedIdentity {
  /** The section `identity` of organization.yaml, as lines of its own. */
  readonly section: string;
  /** Names of groups whose members are read. */
  readonly groups: readonly string[];
  readonly users: readonly string[];
}

/** An organization of forty accounts on the emulator, with its guardrails and Identity Center deployed by the engine. */
export class DeployedIdentity {
  /** What the last snapshot that was recorded makes of organization.yaml. */
  desired!: DesiredState;
  /** Of the stack identity. */
  plan!: IdentityPlan;
  private last: UpdateResult | undefined;

  private constructor(
    readonly admin: SSOAdmin,
    readonly store: Identitystore,
    private readonly organizations: Organizations,
    readonly instance: { readonly arn: string; readonly store: string },
    /** Names of users -> ids. */
    readonly users: ReadonlyMap<string, string>,
    /** Operations that AWS refuses for want of a right. */
    readonly denied: Set<string>,
    private readonly built: BuiltOrganization,
    private readonly wanted: WantedIdentity,
    private readonly endpoint: string,
    private readonly folder: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(wanted: WantedIdentity): Promise<DeployedIdentity> {
    const emulator = await startEmulator();
    await emulator.reset();
    const proxy = await startIdentityProxy(emulator.endpoint);
    const client = { ...emulatorClient(proxy.endpoint), maxAttempts: 3 };
    const [admin, store] = [new SSOAdmin(client), new Identitystore(client)];
    const organizations = new Organizations(client);
    const built = await buildOrganization(organizations, { ...fortyAccounts, policies: [] });
    const [only] = (await admin.listInstances({})).Instances!;
    const instance = { arn: only!.InstanceArn!, store: only!.IdentityStoreId! };
    const users = new Map<string, string>();
    for (const name of wanted.users) {
      const user = { IdentityStoreId: instance.store, UserName: name, DisplayName: name };
      const { UserId } = await store.createUser({ ...user, Name: { GivenName: name, FamilyName: name } });
      users.set(name, UserId!);
    }
    const folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
    const stop = async () => {
      for (const each of [organizations, admin, store]) each.destroy();
      await proxy.stop();
      await emulator.stop();
      rmSync(folder, { recursive: true });
    };
    const { denied, endpoint } = proxy;
    const made = new DeployedIdentity(
      ...([admin, store, organizations, instance, users, denied] as const),
      ...([built, wanted, endpoint, folder, stop] as const),
    );
    await made.deployAll();
    return made;
  }

  private get files(): PlanFiles {
    const file = (name: string) => ({ path: join(this.folder, name), name });
    return {
      organization: file("organization.yaml"),
      snapshot: file("organization.snapshot.json"),
      lock: file("organization.lock.json"),
    };
  }

  private async deployAll(): Promise<void> {
    const { id, managementAccount } = this.built;
    const head = `organization:
  id: ${id}
  management-account: "${managementAccount}"
  regions: [${REGION}]
  home-region: ${REGION}
access:
  deployers:
    - principal: arn:aws:iam::${managementAccount}:role/org-guardrails-deployer
      needs: [organizations, identity]
guardrails:
  Root: [deny-leave-organization]
`;
    writeFileSync(this.files.organization.path, head + this.wanted.section);
    await this.record();
    const { error } = await update({
      project,
      main: "test/support/programs/guardrails.js",
      stack: "guardrails",
      provider: new AwsOrganizations(this.organizations),
      config: { "test:plan": JSON.stringify(this.desired.plan) },
    });
    if (error !== null) throw new Error(error);
    await this.deploy();
    await this.record();
  }

  /** What the command `snapshot` reads. */
  async readLive(): Promise<Snapshot> {
    const { organizations, admin, store } = this;
    const wishes = { selectorTagKeys: [], identity: this.named };
    const options = { ...PATIENT, progress: () => {} };
    return (await readSnapshot({ organizations, identity: { admin, store } }, wishes, options)).snapshot;
  }

  /** Of that, Identity Center alone. */
  async readIdentity(): Promise<IdentitySnapshot | undefined> {
    const reading = openReading(PATIENT, new AbortController().signal);
    const api = openIdentityCenter(this.admin, this.store, reading);
    return readIdentity(api, { ...this.named, progress: () => {} });
  }

  private get named() {
    return { managedGroups: this.wanted.groups, users: this.wanted.users };
  }

  /** Takes a snapshot, plans from it, and has the outcome reviewed. */
  async record(): Promise<void> {
    writeFileSync(this.files.snapshot.path, serializeSnapshot(await this.readLive()));
    const { plan, inputs, tree, lock, problems } = planFromFiles(this.files, 0);
    if (plan === null || lock === null) throw new Error(JSON.stringify(problems));
    const planned = identityOf(inputs, tree, 0);
    const digests = Object.fromEntries(planned.plans.map(({ stack, digest }) => [stack, digest]));
    const reviewed = { ...lock, digests: { ...lock.digests, ...digests } };
    writeFileSync(this.files.lock.path, serializeLock(reviewed));
    this.plan = planned.plans[0]!;
    this.desired = {
      plan,
      recorded: inputs!.snapshot,
      lock,
      identity: identityView(planned),
      lockdown: null,
      partition: "aws",
      homeRegion: REGION,
      now: 0,
    };
  }

  /**
   * `pulumi up --refresh` of the stack identity.
   *
   * @returns its writes, sorted, with names of accounts in the place of their ids
   */
  async deploy(program: Partial<UpdateOptions> = {}): Promise<readonly string[]> {
    const provider = new RefreshableIdentity(
      identityClientsOf({ ...emulatorClient(this.endpoint), maxAttempts: 3 }),
      this.built.id,
    );
    this.last = await update({
      project,
      rootDirectory: this.folder,
      stack: "identity",
      provider,
      config: { "org-guardrails:program": "identity" },
      ...program,
      ...(this.last && { checkpoint: await refreshed(this.last.checkpoint, provider) }),
    });
    if (this.last.error !== null) throw new Error(this.last.error);
    const write = ({ op, name }: Write) => `${op} ${name.replace(/\d{12}/, (id) => this.namesOf([id]))}`;
    return this.last.writes.map(write).sort();
  }

  /** What of a mend a person runs before Pulumi runs again: everything but Pulumi. */
  async byHand(command: string | null): Promise<void> {
    const aws = awsProgram({ "sso-admin": this.admin, identitystore: this.store }, REGION);
    const later = () => "";
    if (command !== null) await runCommandLine(command, { aws, pulumi: later, npx: later });
  }

  /** Names of accounts, for people to read. */
  namesOf(accounts: readonly string[]): string {
    const names = new Map(this.desired.plan.nodes.map(({ id, path }) => [id, path.split("/").at(-1)!]));
    return accounts.map((id) => names.get(id)!).join();
  }

  /** @throws Error for a set that was not recorded */
  on(set: string) {
    const { permissionSets } = this.desired.recorded.identity!;
    const { arn } = permissionSets.find(({ name }) => name === set)!;
    return { InstanceArn: this.instance.arn, PermissionSetArn: arn };
  }

  groupId(group: string): string {
    return this.desired.recorded.identity!.groups.find(({ name }) => name === group)!.id;
  }

  /** @param who "group:NAME" or "user:NAME" @param account its name */
  assignment(set: { InstanceArn: string; PermissionSetArn: string }, who: string, account: string) {
    const [kind, name = ""] = who.split(":");
    const { nodes } = this.desired.plan;
    return {
      ...set,
      PrincipalType: kind === "group" ? ("GROUP" as const) : ("USER" as const),
      PrincipalId: kind === "group" ? this.groupId(name) : this.users.get(name)!,
      TargetId: nodes.find(({ path }) => path.split("/").at(-1) === account)!.id,
      TargetType: "AWS_ACCOUNT" as const,
    };
  }

  async newSet(name: string): Promise<{ InstanceArn: string; PermissionSetArn: string }> {
    const InstanceArn = this.instance.arn;
    const made = await this.admin.createPermissionSet({ InstanceArn, Name: name, SessionDuration: "PT1H" });
    return { InstanceArn, PermissionSetArn: made.PermissionSet!.PermissionSetArn! };
  }

  /** As the console does it behind each change: the roles follow their set. */
  async provision(...sets: readonly string[]): Promise<void> {
    for (const set of sets)
      await this.admin.provisionPermissionSet({ ...this.on(set), TargetType: "ALL_PROVISIONED_ACCOUNTS" });
  }
}
