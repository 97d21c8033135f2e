import type { SettingsProperties } from "../account-settings/properties";
import { SETTINGS_NAME } from "../names";
import { serviceTrust } from "./forwarder";
import { ACCOUNT_SETTINGS_CODE } from "./generated/account-settings";
import type { Template, TemplateResource } from "./template";

const SETTINGS_LOG_GROUP = `/aws/lambda/${SETTINGS_NAME}`;

const LOG_DAYS = 365;

/**
 * The newest runtime of Node.js, with version 3 of the SDK in it.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html, read 2026-11.
 */
const RUNTIME = "nodejs24.x";

/** Seconds that the function may take. It answers before they are over. */
export const FUNCTION_SECONDS = 300;

/**
 * Seconds after which CloudFormation gives up on a function that cannot even start: the hour that it would wait
 * otherwise holds up the whole operation of the StackSet. Lambda tries an asynchronous call three times, one and two
 * minutes apart.
 * Sources, read 2026-11: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html.
 */
export const SERVICE_SECONDS = 3 * FUNCTION_SECONDS + 180;

/** What the function may do: read and tighten what it is told to set, and write its log. Never loosen or delete. */
export function settingsPolicy(properties: SettingsProperties, logGroupArn: unknown): object {
  return {
    Version: "2012-10-17",
    Statement: [
      ...(properties.PasswordPolicy === undefined
        ? []
        : [
            {
              Sid: "PasswordPolicy",
              Effect: "Allow",
              Action: ["iam:GetAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy"],
              Resource: "*",
            },
          ]),
      ...(properties.EbsEncryptionRegions === undefined
        ? []
        : [
            { Sid: "Regions", Effect: "Allow", Action: "ec2:DescribeRegions", Resource: "*" },
            {
              Sid: "EbsEncryption",
              Effect: "Allow",
              Action: ["ec2:EnableEbsEncryptionByDefault", "ec2:GetEbsEncryptionByDefault"],
              Resource: "*",
              Condition: { StringEquals: { "aws:RequestedRegion": properties.EbsEncryptionRegions } },
            },
          ]),
      {
        Sid: "Log",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: logGroupArn,
      },
    ],
  };
}

/**
 * The function, what it needs, and the custom resource that it stands behind.
 *
 * Its code stands in the template, as CommonJS, which is all that CloudFormation makes of it. It once could have 4,096
 * characters; since 2022 the template is the bound (MOST_TEMPLATE_BYTES).
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html,
 * https://github.com/aws/aws-cdk/commit/a014c30d5727afcc48706878dc4bf77a22bb122f.
 *
 * The custom resource is retained: there is nothing to delete, and a stack's deletion must not wait for a function
 * that a policy may by then deny everything.
 */
export function settingsResources(
  properties: SettingsProperties,
): Readonly<Record<string, TemplateResource>> {
  return {
    SettingsLogGroup: {
      Type: "AWS::Logs::LogGroup",
      DeletionPolicy: "Delete",
      UpdateReplacePolicy: "Delete",
      Properties: { LogGroupName: SETTINGS_LOG_GROUP, RetentionInDays: LOG_DAYS },
    },
    SettingsRole: {
      Type: "AWS::IAM::Role",
      Properties: {
        RoleName: SETTINGS_NAME,
        Description: "Sets the password policy and the encryption of volumes that org-guardrails asks for",
        AssumeRolePolicyDocument: serviceTrust("lambda.amazonaws.com"),
        Policies: [
          {
            PolicyName: "account-settings",
            PolicyDocument: settingsPolicy(properties, { "Fn::GetAtt": ["SettingsLogGroup", "Arn"] }),
          },
        ],
      },
    },
    SettingsFunction: {
      Type: "AWS::Lambda::Function",
      Properties: {
        FunctionName: SETTINGS_NAME,
        Description: "Sets what CloudFormation has no resource for: password policy, encryption of volumes",
        Runtime: RUNTIME,
        Handler: "index.handler",
        Code: { ZipFile: ACCOUNT_SETTINGS_CODE },
        Role: { "Fn::GetAtt": ["SettingsRole", "Arn"] },
        MemorySize: 256,
        Timeout: FUNCTION_SECONDS,
        LoggingConfig: { LogGroup: { Ref: "SettingsLogGroup" } },
      },
    },
    Settings: {
      Type: SETTINGS_TYPE,
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        ServiceToken: { "Fn::GetAtt": ["SettingsFunction", "Arn"] },
        ServiceTimeout: `${SERVICE_SECONDS}`,
        ...properties,
      },
    },
  };
}

/** The type of the custom resource. */
export const SETTINGS_TYPE = "Custom::AccountSettings";

/** What the custom resource tells of an account, for whoever looks at its stack. */
export const SETTINGS_OUTPUTS: NonNullable<Template["Outputs"]> = {
  KeptStricter: {
    Description: "Fields of the password policy that were stricter than asked for, and stay so",
    Value: { "Fn::GetAtt": ["Settings", "KeptStricter"] },
  },
  RegionsOff: {
    Description:
      "Regions that the account has not switched on, where volumes could not be set to be encrypted",
    Value: { "Fn::GetAtt": ["Settings", "RegionsOff"] },
  },
};
