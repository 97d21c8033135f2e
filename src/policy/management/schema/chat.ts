import { z } from "zod";
import { group, many, named, one, top } from "./parts";

const client = one(z.enum(["enabled", "disabled"]));
const roles = { supported_role_settings: many(z.enum(["user_role", "channel_role"])) };
const slackChannels = group({ supported_channel_types: many(z.enum(["public", "private"])), ...roles });

const WORKSPACE = /^T[A-Z0-9]{7,}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const all = z.literal("*");
const workspace = z.union([all, z.string().regex(WORKSPACE, "expected the id of a Slack workspace")]);
const team = z.union([all, z.string().regex(UUID, "expected the id of a Teams team, in lower case")]);
const TENANT = /^(\*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Chat applications policies.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html,
 * read 2026-11. That workspace ids begin with T and those of Teams are UUIDs is what the API takes
 * (https://docs.aws.amazon.com/chatbot/latest/APIReference/API_SlackChannelConfiguration.html).
 */
export const chat = top(
  "chatbot",
  group({
    platforms: group({
      slack: group({
        client,
        workspaces: many(workspace),
        default: slackChannels,
        overrides: named(WORKSPACE, "the id of a Slack workspace", slackChannels),
      }),
      microsoft_teams: group({
        client,
        tenants: named(TENANT, "the id of a Teams tenant, or *", many(team)),
        default: group(roles),
        overrides: named(UUID, "the id of a Teams tenant", named(UUID, "the id of a team", group(roles))),
      }),
      chime: group({ client }),
    }),
    default: group({ client }),
  }),
);
