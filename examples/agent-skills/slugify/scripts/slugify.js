/**
 * @param {string} title what people read
 * @returns {string}
 */
export function slugify(title) {
  return title
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .join("-");
}
