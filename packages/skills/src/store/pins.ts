export { closureCheck, usableSkills } from "@portolan/core";
