export { activeCallers, closureCheck, requirePins, usableSkills } from "@portolan/core";
