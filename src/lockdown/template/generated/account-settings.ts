export const ACCOUNT_SETTINGS_CODE = "";
