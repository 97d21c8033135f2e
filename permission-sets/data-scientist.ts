import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";

/** What data is worked on with. */
const WORK = [
  "athena:*",
  "bedrock:Get*",
  "bedrock:InvokeModel*",
  "bedrock:List*",
  "glue:*",
  "quicksight:Describe*",
  "quicksight:List*",
  "sagemaker:*",
];

/** Jobs and notebooks run as a workload's role. Glue and SageMaker alone may be handed one. */
const RUNS_AS = ["glue.amazonaws.com", "sagemaker.amazonaws.com"];

/**
 * Data is tagged with the team that it belongs to, and a session with the team of its user: see `attributes` in
 * organization.yaml. Objects' own tags are compared, so that a bucket may hold data of several teams.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html (s3:ExistingObjectTag), read
 * 2026-11.
 */
export const dataScientist = permissionSet({
  id: "data-scientist",
  title: "Work on the team's data",
  rationale:
    "Data scientists query, train and try out models. They read the objects that carry their own team's tag, whichever " +
    "bucket holds them, and their jobs run as roles that the platform made.",
  references: [],
  parameters: z.strictObject({ "session-duration": sessionDuration.default("PT8H") }),
  content: (parameters) => ({
    description: "Queries, trains and runs models on the data of the user's own team",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: [],
    customerManagedPolicies: [],
    inlineStatements: [
      { Sid: "Work", Effect: "Allow", Action: WORK, Resource: "*" },
      {
        Sid: "FindData",
        Effect: "Allow",
        Action: ["s3:GetBucketLocation", "s3:ListAllMyBuckets", "s3:ListBucket"],
        Resource: "*",
      },
      {
        Sid: "OwnData",
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "*",
        Condition: { StringEquals: { "s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}" } },
      },
      {
        Sid: "RunAsWorkloads",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:*:iam::*:role/workload/*",
        Condition: { StringEquals: { "iam:PassedToService": RUNS_AS } },
      },
    ],
    tags: {},
  }),
  attributes: ["team"],
  requests: (_, { partition }) => {
    const role = `arn:${partition}:iam::123456789012:role/workload/training`;
    const object = { action: "s3:GetObject", resource: `arn:${partition}:s3:::data/key` };
    return {
      allowed: [
        { action: "sagemaker:CreateTrainingJob" },
        { ...object, context: { "aws:PrincipalTag/team": "fraud", "s3:ExistingObjectTag/team": "fraud" } },
        {
          action: "iam:PassRole",
          resource: role,
          context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
        },
      ],
      denied: [
        { ...object, context: { "aws:PrincipalTag/team": "fraud", "s3:ExistingObjectTag/team": "pricing" } },
        { ...object, context: { "aws:PrincipalTag/team": "fraud" } },
        object,
        {
          action: "iam:PassRole",
          resource: role,
          context: { "iam:PassedToService": "lambda.amazonaws.com" },
        },
        { action: "ec2:RunInstances" },
      ],
    };
  },
});
