import { z } from "zod";
import { identitySchema, sortIdentity } from "./identity-snapshot-file";
import { by, jsonText, type Parsed, parseJsonFile, sortedRecord, textRecord } from "./json-file";
import { lockdownSchema, sortLockdown } from "./lockdown-snapshot-file";
import { sortNotRead } from "./not-read";
import type { Snapshot } from "./snapshot";

const text = z.string();
const account = z.string().regex(/^\d{12}$/, "an account id has twelve digits");
const tags = textRecord(() => true, "texts");

// Names, types and states are whatever AWS says: a reader that refused the ones it does not know would
// break on the day that AWS adds one.
const schema: z.ZodType<Snapshot> = z.object({
  formatVersion: z.literal(1),
  organization: z.object({ id: text, managementAccount: account }),
  root: z.object({ id: text, name: text }),
  policyTypes: z.array(text),
  units: z.array(z.object({ id: text, name: text, parent: text })),
  accounts: z.array(
    z.object({ id: account, name: text, parent: text, state: text, tags: tags.exactOptional() }),
  ),
  policies: z.array(
    z.object({
      id: text,
      name: text,
      description: text,
      type: text,
      awsManaged: z.boolean(),
      tags,
      content: text,
      targets: z.array(text),
    }),
  ),
  notRead: z.array(z.object({ what: text, action: text, reason: text })).exactOptional(),
  identity: identitySchema.exactOptional(),
  lockdown: lockdownSchema.exactOptional(),
});

const KIND = { name: "snapshot", formatVersion: 1, remedy: "org-guardrails snapshot --out FILE" };

/**
 * Reads organization.snapshot.json. Never throws; whether its units are a tree is for buildTree to say.
 *
 * @param file the name for messages
 */
export function parseSnapshot(
  text: string,
  file: string,
): { snapshot: Snapshot | null; problems: Parsed<Snapshot>["problems"] } {
  const { value, problems } = parseJsonFile(text, file, KIND, schema);
  return { snapshot: value === null ? null : sortSnapshot(value), problems };
}

/** The text of organization.snapshot.json: equal facts give equal bytes, in whatever order they came. */
export function serializeSnapshot(snapshot: Snapshot): string {
  return jsonText(sortSnapshot(snapshot));
}

function sortSnapshot(snapshot: Snapshot): Snapshot {
  const { organization, root, policyTypes, units, accounts, policies, notRead, identity, lockdown } =
    snapshot;
  const byId = by(({ id }: { id: string }) => id);
  return {
    formatVersion: snapshot.formatVersion,
    organization: { id: organization.id, managementAccount: organization.managementAccount },
    root: { id: root.id, name: root.name },
    policyTypes: [...policyTypes].sort(),
    units: units.map(({ id, name, parent }) => ({ id, name, parent })).sort(byId),
    accounts: accounts
      .map(({ id, name, parent, state, tags }) => ({
        id,
        name,
        parent,
        state,
        ...(tags === undefined ? {} : { tags: sortedRecord(tags) }),
      }))
      .sort(byId),
    policies: policies
      .map(({ id, name, description, type, awsManaged, tags, content, targets }) => ({
        id,
        name,
        description,
        type,
        awsManaged,
        tags: sortedRecord(tags),
        content,
        targets: [...targets].sort(),
      }))
      .sort(byId),
    ...(notRead === undefined || notRead.length === 0 ? {} : { notRead: sortNotRead(notRead) }),
    ...(identity === undefined ? {} : { identity: sortIdentity(identity) }),
    ...(lockdown === undefined ? {} : { lockdown: sortLockdown(lockdown) }),
  };
}
