import { z } from "zod";
import { expires, filled, form, list, oneOrMany, section, target } from "./schema-parts";

/** A permission set's slug; which slugs there are is the catalogue's to say. */
export const permissionSetSlugSchema = z
  .string("the slug of a permission set")
  .describe("A permission set of permission-sets/");

/**
 * Display names of groups and names of users may hold nearly everything; control characters are left out, since nobody
 * could tell such a name from another one.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Group.html (DisplayName) and
 * API_User.html (UserName), read 2026-11.
 */
const principalName = (what: string, longest: number) =>
  form(
    new RegExp(`^[^\\p{C}]{1,${longest}}$`, "u"),
    `1 to ${longest} characters, none of them a control character`,
    what,
  );

export const GROUP_NAME = 1024;
export const USER_NAME = 128;

const whoAndWhat = {
  group: principalName("The display name of a group in the identity store", GROUP_NAME).optional(),
  user: principalName("The name of a user, for break-glass only", USER_NAME).optional(),
  "permission-set": permissionSetSlugSchema,
  expires: expires("The first moment without this access").optional(),
  reason: filled("why a single user needs it", "Why: needed for a single user").optional(),
};

const oneOfTwo = { oneOf: [{ required: ["group"] }, { required: ["user"] }] };

const assignment = section(
  {
    ...whoAndWhat,
    on: oneOrMany(target, "target", "Where: units with all accounts below them, accounts, or tag:KEY=VALUE"),
    except: oneOrMany(target, "target", "Units or accounts among them that are left out").optional(),
  },
  "A group with a permission set on accounts",
).meta(oneOfTwo);

const managementAssignment = section(
  whoAndWhat,
  "A group with a permission set on the management account",
).meta(oneOfTwo);

/**
 * The attributes of users that become principal tags.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_AccessControlAttribute.html (key of 1 to 128
 * characters; one source), read 2026-11.
 */
const attributes = z
  .record(
    form(
      /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
      "a tag key of 1 to 128 characters",
      "A key of principal tags",
    ),
    form(
      /^\$\{path:[A-Za-z0-9_.:\-[\] ]+\}$/,
      "an attribute of the identity store, such as ${path:enterprise.department}",
      "Where its value comes from",
    ),
    "a map from tag keys to attributes",
  )
  .describe("Attributes of users that become principal tags (aws:PrincipalTag/KEY)");

/** Which sets there are, and their parameters, is the catalogue's to say. */
export const permissionSetParametersSchema = z
  .record(
    z.string("the slug of a permission set"),
    z.record(z.string(), z.unknown(), "a map of parameters"),
    "a map from permission sets to parameters",
  )
  .describe("Parameters of permission sets; what is not named here has its defaults");

export const identitySection = section(
  {
    groups: z
      .enum(["lookup", "managed"], "lookup or managed")
      .optional()
      .describe(
        "lookup (when left out): groups come from the identity provider; managed: they are made here",
      ),
    members: z
      .record(
        principalName("A group", GROUP_NAME),
        z.array(principalName("A user's name", USER_NAME), "a list of user names"),
        "a map from groups to user names",
      )
      .optional()
      .describe("With `groups: managed`: every group and who is in it"),
    attributes: attributes.optional(),
    "permission-sets": permissionSetParametersSchema.optional(),
    assignments: list(
      assignment,
      "at least one assignment",
      "Who has which permission set where; never on the management account",
    ).optional(),
    "management-account": list(
      managementAssignment,
      "at least one assignment",
      "Who has which permission set on the management account, which a delegated administrator cannot manage",
    ).optional(),
  },
  "Identity Center: permission sets and who has them where",
);
