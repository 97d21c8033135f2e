import type { Properties } from "../../state";
import type { Clients } from "./clients";
import { type RulesByType, tagList, unlessGone } from "./rules";

/**
 * Which inputs force a new resource, and the calls of each operation, assumed to be those of
 * https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/iam (role.go, role_policy.go,
 * account_password_policy.go), …/ec2 (ebs_encryption_by_default.go) and …/kms (key.go, alias.go), which @pulumi/aws 7
 * bridges.
 */
export const accountRules: RulesByType = {
  "aws:iam/role:Role": {
    forceNew: ["name", "namePrefix", "path"],
    computed: ["arn", "uniqueId", "createDate"],
    name: "name",
    json: ["assumeRolePolicy"],
    async create({ iam }, inputs) {
      const { Role } = await iam.createRole({
        RoleName: inputs.name as string,
        AssumeRolePolicyDocument: inputs.assumeRolePolicy as string,
        Path: (inputs.path ?? "/") as string,
        Tags: tagList(inputs.tags),
        ...(inputs.description === undefined ? {} : { Description: inputs.description as string }),
        ...(inputs.maxSessionDuration === undefined
          ? {}
          : { MaxSessionDuration: inputs.maxSessionDuration as number }),
      });
      return { id: Role!.RoleName!, outputs: { arn: Role!.Arn, uniqueId: Role!.RoleId } };
    },
    async update({ iam }, { id, inputs }, news) {
      if (news.assumeRolePolicy !== inputs.assumeRolePolicy)
        await iam.updateAssumeRolePolicy({ RoleName: id, PolicyDocument: news.assumeRolePolicy as string });
      await iam.updateRole({
        RoleName: id,
        Description: (news.description ?? "") as string,
        MaxSessionDuration: (news.maxSessionDuration ?? 3600) as number,
      });
    },
    async delete({ iam }, { id }) {
      await unlessGone(iam.deleteRole({ RoleName: id }));
    },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    forceNew: ["name", "namePrefix", "role"],
    computed: [],
    name: "name",
    json: ["policy"],
    async create(clients, inputs) {
      await putRolePolicy(clients, inputs);
      return { id: `${inputs.role}:${inputs.name}`, outputs: {} };
    },
    update: (clients, _, news) => putRolePolicy(clients, news),
    async delete({ iam }, { inputs }) {
      const policy = { RoleName: inputs.role as string, PolicyName: inputs.name as string };
      await unlessGone(iam.deleteRolePolicy(policy));
    },
  },
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": {
    forceNew: [],
    computed: ["expirePasswords"],
    async create(clients, inputs) {
      await setPasswordPolicy(clients, inputs);
      return { id: "iam-account-password-policy", outputs: {} };
    },
    update: (clients, _, news) => setPasswordPolicy(clients, news),
    async delete({ iam }) {
      await unlessGone(iam.deleteAccountPasswordPolicy({}));
    },
  },
  "aws:ebs/encryptionByDefault:EncryptionByDefault": {
    forceNew: [],
    computed: [],
    async create(clients, { enabled }) {
      await encryptByDefault(clients, enabled !== false);
      return { id: "terraform-unique-id", outputs: {} };
    },
    update: (clients, _, { enabled }) => encryptByDefault(clients, enabled !== false),
    delete: (clients) => encryptByDefault(clients, false),
  },
  "aws:kms/key:Key": {
    forceNew: ["customerMasterKeySpec", "customKeyStoreId", "keyUsage", "multiRegion", "xksKeyId"],
    computed: ["arn", "keyId"],
    json: ["policy"],
    async create({ kms }, { description, policy, enableKeyRotation, tags }) {
      const { KeyMetadata } = await kms.createKey({
        Description: (description ?? "") as string,
        ...(policy === undefined ? {} : { Policy: policy as string }),
        Tags: tagList(tags).map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })),
      });
      const { KeyId, Arn } = KeyMetadata!;
      if (enableKeyRotation === true) await kms.enableKeyRotation({ KeyId: KeyId! });
      return { id: KeyId!, outputs: { keyId: KeyId, arn: Arn } };
    },
    async update({ kms }, { id, inputs }, news) {
      if (news.description !== inputs.description)
        await kms.updateKeyDescription({ KeyId: id, Description: (news.description ?? "") as string });
      if (news.policy !== inputs.policy)
        await kms.putKeyPolicy({ KeyId: id, PolicyName: "default", Policy: news.policy as string });
      if (news.enableKeyRotation !== inputs.enableKeyRotation)
        await (news.enableKeyRotation === true
          ? kms.enableKeyRotation({ KeyId: id })
          : kms.disableKeyRotation({ KeyId: id }));
    },
    async delete({ kms }, { id, inputs }) {
      const days = (inputs.deletionWindowInDays ?? 30) as number;
      await kms.scheduleKeyDeletion({ KeyId: id, PendingWindowInDays: days });
    },
  },
  "aws:kms/alias:Alias": {
    forceNew: ["name", "namePrefix"],
    computed: ["arn", "targetKeyArn"],
    name: "name",
    async create({ kms }, { name, targetKeyId }) {
      await kms.createAlias({ AliasName: name as string, TargetKeyId: targetKeyId as string });
      return { id: name as string, outputs: {} };
    },
    async update({ kms }, { id }, { targetKeyId }) {
      await kms.updateAlias({ AliasName: id, TargetKeyId: targetKeyId as string });
    },
    async delete({ kms }, { id }) {
      await unlessGone(kms.deleteAlias({ AliasName: id }));
    },
  },
};

async function putRolePolicy({ iam }: Clients, { role, name, policy }: Properties): Promise<void> {
  await iam.putRolePolicy({
    RoleName: role as string,
    PolicyName: name as string,
    PolicyDocument: policy as string,
  });
}

async function setPasswordPolicy({ iam }: Clients, inputs: Properties): Promise<void> {
  const given = {
    AllowUsersToChangePassword: inputs.allowUsersToChangePassword ?? true,
    HardExpiry: inputs.hardExpiry,
    MaxPasswordAge: inputs.maxPasswordAge,
    MinimumPasswordLength: inputs.minimumPasswordLength,
    PasswordReusePrevention: inputs.passwordReusePrevention,
    RequireLowercaseCharacters: inputs.requireLowercaseCharacters,
    RequireNumbers: inputs.requireNumbers,
    RequireSymbols: inputs.requireSymbols,
    RequireUppercaseCharacters: inputs.requireUppercaseCharacters,
  };
  await iam.updateAccountPasswordPolicy(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
}

async function encryptByDefault({ ec2 }: Clients, isOn: boolean): Promise<void> {
  await (isOn ? ec2.enableEbsEncryptionByDefault({}) : ec2.disableEbsEncryptionByDefault({}));
}
