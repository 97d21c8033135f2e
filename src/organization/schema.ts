import { z } from "zod";
import { detectionsSchema } from "../detections/schema";
import { identitySection } from "./identity-schema";
import type { Program } from "./programs";
import { rootLockdownSection } from "./root-lockdown-schema";
import { expires, filled, form, list, oneOrMany, section, target } from "./schema-parts";

export const PARTITIONS = ["aws", "aws-us-gov", "aws-cn"] as const;

/**
 * The characters of IAM names, and the slash of paths.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (name requirements), read
 * 2026-11. A path may hold more; "$" and its like are left out, since "${" begins a policy variable.
 */
const NAME = "A-Za-z0-9_+=,.@/\\-";

/** Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html, read 2026-11. */
const organizationId = form(
  /^o-[a-z0-9]{10,32}$/,
  "o- and 10 to 32 lower-case letters or digits",
  "The organization's id",
);

const accountId = form(/^[0-9]{12}$/, "twelve digits in quotes", "An account id");

const region = form(/^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$/, "a Region such as eu-west-1", "An approved Region");

const role = form(
  new RegExp(`^role/[${NAME}]+$`),
  "role/ and a role's path and name, without wildcards",
  "A role",
);

const rolePattern = form(
  new RegExp(`^role/[${NAME}*?]+$`),
  "role/ and a role's path and name; * and ? are wildcards",
  "A role in every member account",
);

const principal = form(
  new RegExp(`^(root|(role|user)/[${NAME}*?]+)$`),
  "role/…, user/… or root; * and ? are wildcards",
  "Who is spared, in the accounts of the exception",
);

const delegatedAccount = z
  .union(
    [
      filled("an account's name or id", "The account's name or id"),
      section(
        {
          account: filled("an account's name or id", "The account's name or id"),
          "deploy-role": role
            .optional()
            .describe("The role that deploys there; role/org-guardrails-deployer when left out"),
        },
        "The account and the role that deploys there",
      ),
    ],
    "an account's name or id, or { account, deploy-role }",
  )
  .optional();

/** A guardrail's slug; which slugs there are is the catalogue's to say. */
export const slugSchema = z.string("the slug of a guardrail").describe("A guardrail");

/** A bare slug, or a map from one slug to its parameters. */
export const guardrailUseSchema = z.union(
  [
    slugSchema,
    z
      .record(
        z.string(),
        z.record(z.string(), z.unknown(), "a map of parameters"),
        "a slug, or a slug with its parameters",
      )
      .refine((use) => Object.keys(use).length === 1, "one guardrail; its parameters are indented below it"),
  ],
  "a slug, or a slug with its parameters",
);

const exception = section(
  {
    guardrail: slugSchema,
    on: oneOrMany(target, "target", "Where the exception holds: one target or a list"),
    principals: list(
      principal,
      "at least one principal",
      "Who is spared: role/…, user/… or root, without the account",
    ).optional(),
    "permission-set": form(
      /^[A-Za-z0-9_+=,.@-]{1,32}$/,
      "the name of a permission set, at most 32 characters",
      "Who is spared: everybody with this permission set",
    ).optional(),
    owner: filled("who answers for the exception", "Who answers for the exception"),
    reason: filled("why the exception is needed", "Why the exception is needed"),
    expires: expires("The first moment without the exception"),
    "self-ending": z
      .boolean("true or false")
      .optional()
      .describe("false gives up that AWS itself ends the exception, where there is no room for it"),
  },
  "One exception. It needs either principals or permission-set",
).meta({ oneOf: [{ required: ["principals"] }, { required: ["permission-set"] }] });

const contextValue = z.union(
  [z.string(), z.number(), z.boolean(), z.array(z.string("text"), "a list of texts")],
  "a value, or a list of values",
);

const assertion = section(
  {
    on: oneOrMany(target, "target", "Where it has to be so: one target or a list"),
    principal: form(
      new RegExp(`^(\\*|root|(role|user)/[${NAME}*?]+|arn:[^\\s$]+)$`),
      "role/…, user/…, root, an ARN, or * for everybody; * and ? are wildcards",
      "Whose requests, in each account",
    ),
    action: oneOrMany(
      form(/^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/, "an action such as s3:GetObject", "An action"),
      "action",
      "The actions; * and ? are wildcards",
    ),
    resource: oneOrMany(
      form(/^(\*|arn:[^\s$]+)$/, "an ARN or *", "A resource"),
      "resource",
      "The resources, any when left out; resource control policies are judged only where it is given",
    ).optional(),
    context: z
      .record(z.string(), contextValue, "a map from condition keys to values")
      .optional()
      .describe("Condition keys that the requests have; every other key may have any value or none"),
    expect: z
      .enum(["allowed", "denied"], "allowed or denied")
      .describe("allowed: no such request is denied; denied: none is allowed"),
  },
  "What must stay so, whatever is changed",
);

/**
 * At most 100 letters, digits, "-", "_" and ".". One that begins with "-" would be an option of the command line.
 * Source: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/tokens/stack_name.go (`ParseStackName`), read 2026-11.
 */
const stackName = (program: Program) =>
  form(
    /^([\w.][\w.-]{0,99}\/){0,2}[\w.][\w.-]{0,99}$/,
    "a stack's name: NAME, ORGANIZATION/NAME or ORGANIZATION/PROJECT/NAME",
    `The stack that runs stacks/${program}.ts`,
  ).optional();

/** organization.yaml. Keys that are not here are errors. */
export const intentSchema = section(
  {
    organization: section(
      {
        id: organizationId,
        partition: z
          .enum(PARTITIONS, "aws, aws-us-gov or aws-cn")
          .optional()
          .describe("The AWS partition; aws when left out"),
        "management-account": accountId.describe("The id of the management account, in quotes"),
        regions: list(region, "at least one Region", "The approved Regions"),
        "home-region": region.describe("The Region that the organization is run from; one of regions"),
      },
      "Which organization this file is about",
    ),
    accounts: section(
      {
        security: delegatedAccount.describe("The delegated administrator of security services"),
        "log-archive": delegatedAccount.describe("The account that holds the logs"),
        identity: delegatedAccount.describe("The delegated administrator of Identity Center"),
        iam: delegatedAccount.describe("The delegated administrator of IAM, who may act as root in members"),
      },
      "Accounts with delegated duties",
    ).optional(),
    access: section(
      {
        deployers: list(
          section(
            {
              principal: form(
                new RegExp(`^arn:aws(-us-gov|-cn)?:iam::[0-9]{12}:role/[${NAME}]+$`),
                "the full ARN of an IAM role",
                "The role",
              ),
              needs: list(
                z.enum(
                  ["organizations", "identity", "member-baseline"],
                  "organizations, identity or member-baseline",
                ),
                "at least one of organizations, identity, member-baseline",
                "What the role deploys",
              ),
            },
            "A role that deploys",
          ),
          "at least one deployer",
          "The roles that deploy, and what each must be able to do",
        ),
        "member-roles": z
          .array(rolePattern, "a list of roles")
          .optional()
          .describe("Roles of the organization's own tools in every member account"),
        "break-glass": z
          .array(rolePattern, "a list of roles")
          .optional()
          .describe("Roles for emergencies in every member account"),
      },
      "Who must never be locked out",
    ),
    limits: section(
      {
        "loosened-targets": z
          .int("a whole number, 0 or more")
          .min(0, "a whole number, 0 or more")
          .optional()
          .describe("How many targets a change may loosen without recorded consent; 0 when left out"),
      },
      "What a change may do without recorded consent",
    ).optional(),
    guardrails: z
      .record(
        target,
        list(guardrailUseSchema, "at least one guardrail", "Guardrails at one target"),
        "a map from targets to guardrails",
      )
      .refine((targets) => Object.keys(targets).length > 0, "at least one target")
      .describe("Which guardrails hold where")
      .meta({ minProperties: 1 }),
    exceptions: z
      .array(exception, "a list of exceptions")
      .optional()
      .describe("Who is spared from what, until when and why"),
    identity: identitySection.optional(),
    "root-lockdown": rootLockdownSection.optional(),
    detections: detectionsSchema.optional(),
    stacks: section(
      {
        guardrails: stackName("guardrails"),
        identity: stackName("identity"),
        "identity-management": stackName("identity-management"),
        "root-lockdown": stackName("root-lockdown"),
      },
      "How the stacks are called in Pulumi, for the commands that are printed; by default as Pulumi.<stack>.yaml says",
    ).optional(),
    assertions: z
      .array(assertion, "a list of assertions")
      .optional()
      .describe("What `check` and `review` must find to be so, or block"),
  },
  "What is wanted of an organization",
);

export type IntentFile = z.output<typeof intentSchema>;
