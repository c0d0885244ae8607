import { defineTexts } from "@/texts/texts";

/** What the settings are called that this release knows; of others their name is shown. */
const EN = {
  "access.second-factor": "Second factor required",
  "backups.keep.daily": "Days whose first backup is kept",
  "backups.keep.hourly": "Hours whose first backup is kept",
  "backups.keep.manual": "Days that backups are kept that somebody asked for",
  "backups.keep.monthly": "Months whose first backup is kept",
  "backups.keep.weekly": "Weeks whose first backup is kept",
  "backups.schedule": "How often the data is backed up",
  "backups.window.hours": "Hours over which backups are spread",
  "backups.window.start": "Hour (UTC) from which backups are made",
  "exports.schedule": "How often an export is made by itself",
  "studio.designs.max": "Designs at once, at most",
} as const;

type Name = keyof typeof EN;

const names = defineTexts("setting-names", EN, {
  "access.second-factor": "要求第二重验证",
  "backups.keep.daily": "保留每日首个备份的天数",
  "backups.keep.hourly": "保留每小时首个备份的小时数",
  "backups.keep.manual": "手动备份保留天数",
  "backups.keep.monthly": "保留每月首个备份的月数",
  "backups.keep.weekly": "保留每周首个备份的周数",
  "backups.schedule": "数据备份频率",
  "backups.window.hours": "备份分散进行的小时数",
  "backups.window.start": "备份开始的整点（UTC）",
  "exports.schedule": "自动导出频率",
  "studio.designs.max": "设计数量上限",
});

const values = defineTexts(
  "setting-values",
  {
    true: "on",
    false: "off",
    off: "never",
    hourly: "every hour",
    "6-hourly": "every 6 hours",
    "12-hourly": "every 12 hours",
    daily: "daily",
    weekly: "weekly",
    monthly: "monthly",
    unlimited: "unlimited",
  },
  {
    true: "开",
    false: "关",
    off: "从不",
    hourly: "每小时",
    "6-hourly": "每 6 小时",
    "12-hourly": "每 12 小时",
    daily: "每天",
    weekly: "每周",
    monthly: "每月",
    unlimited: "不限",
  },
);
const VALUES = [
  "true",
  "false",
  "off",
  "hourly",
  "6-hourly",
  "12-hourly",
  "daily",
  "weekly",
  "monthly",
  "unlimited",
] as const;

function isName(name: string): name is Name {
  return Object.hasOwn(EN, name);
}

/** What a setting is called; by its code, if this release does not know it. */
export function useSettingName(): (name: string) => string {
  const t = names.use();
  return (name) => (isName(name) ? t(name) : name);
}

/** What a setting's value is called. */
export function useSettingValue(): (value: unknown) => string {
  const t = values.use();
  return (value) => {
    const text = String(value);
    const known = VALUES.find((each) => each === text);
    return known === undefined ? text : t(known);
  };
}
