import { readFileSync } from "node:fs";
import { rootClients } from "../../src/aws/root-clients";
import { openRootSessions, type RootSessions } from "../../src/aws/root-sessions";
import { exampleWorkspace, type Workspace } from "../support/command";
import { type RootServer, startRootServer } from "../support/root-server/server";
import { type Member, member, type World, world } from "../support/root-server/state";

export const MANAGEMENT = "111111111111";

/** Waits no time and draws the middle. */
export const noWait = { sleep: async () => {}, random: () => 0.5 };

export interface Stage {
  readonly world: World;
  readonly server: RootServer;
  readonly sessions: RootSessions;
  readonly end: () => Promise<void>;
}

/** A test server of AssumeRoot with some accounts, and sessions to it. */
export async function stage(members: Readonly<Record<string, Partial<Member>>>): Promise<Stage> {
  const made = world(
    MANAGEMENT,
    Object.fromEntries(Object.entries(members).map(([id, has]) => [id, member(has)])),
  );
  const server = await startRootServer(made);
  const before = { ...process.env };
  Object.assign(process.env, server.env);
  const clients = rootClients("aws", "eu-west-1");
  const sessions = openRootSessions(clients, "aws", noWait, new AbortController().signal);
  return {
    world: made,
    server,
    sessions,
    async end() {
      clients.destroy();
      process.env = before;
      await server.stop();
    },
  };
}

/** Every member account of the example organization, as its snapshot has it. */
export function exampleMembers(workspace: Workspace): readonly { id: string; name: string; state: string }[] {
  const snapshot = JSON.parse(readFileSync(workspace.path("organization.snapshot.json"), "utf8"));
  return snapshot.accounts.filter(({ id }: { id: string }) => id !== MANAGEMENT);
}

export { exampleWorkspace };
