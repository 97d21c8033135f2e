import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";
import type { JsonObject } from "../src/policy/management/document";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const slack = z.strictObject({
  workspaces: z
    .array(z.string().regex(/^T[A-Z0-9]{7,}$/, "the id of a workspace such as T0123456789"))
    .min(1),
  channels: z
    .array(z.enum(["private", "public"]))
    .min(1)
    .default(["private"]),
  roles: z
    .array(z.enum(["user_role", "channel_role"]))
    .min(1)
    .default(["user_role"]),
});

const teams = z.strictObject({
  tenant: z.string().regex(UUID, "the id of a tenant, in lower case"),
  teams: z.array(z.string().regex(UUID, "the id of a team, in lower case")).min(1),
  roles: z
    .array(z.enum(["user_role", "channel_role"]))
    .min(1)
    .default(["user_role"]),
});

interface Parameters {
  readonly slack?: z.infer<typeof slack> | undefined;
  readonly teams?: z.infer<typeof teams> | undefined;
}

const OFF = { client: "disabled" };

/** Every client is named, and the default closes those that AWS adds. */
const settings = ({ slack: allowed, teams: team }: Parameters): JsonObject => ({
  chatbot: {
    platforms: {
      slack:
        allowed === undefined
          ? OFF
          : {
              client: "enabled",
              workspaces: allowed.workspaces,
              default: { supported_channel_types: allowed.channels, supported_role_settings: allowed.roles },
            },
      microsoft_teams:
        team === undefined
          ? OFF
          : {
              client: "enabled",
              tenants: { [team.tenant]: team.teams },
              default: { supported_role_settings: team.roles },
            },
      chime: OFF,
    },
    default: OFF,
  },
});

const other: JsonObject = {
  chatbot: { platforms: { chime: { client: "enabled" } }, default: { client: "enabled" } },
};

export const restrictChatClients = managementGuardrail({
  id: "restrict-chat-clients",
  type: "CHATBOT_POLICY",
  theme: "network",
  title: "Only known chat workspaces talk to accounts",
  rationale:
    "A chat channel that is tied to an account runs commands there, with a role, for whoever is in the channel. Only " +
    "the workspaces and teams that you name may be tied; without any, none.",
  references: [],
  parameters: z.strictObject({
    slack: slack
      .optional()
      .describe(
        "Slack's workspaces by id, the kinds of channels (private, public) and of roles (user_role, channel_role)",
      ),
    teams: teams.optional().describe("Microsoft Teams: a tenant, its teams by id, and the kinds of roles"),
    "changes-below": changesBelow,
  }),
  example: {
    slack: { workspaces: ["T0123456789"], channels: ["private"], roles: ["user_role"] },
    "changes-below": "denied",
  },
  content: (parameters) => assigned(settings(parameters), parameters["changes-below"]),
  effects: (parameters) => settledEffects(settings(parameters), other, parameters["changes-below"]),
});
