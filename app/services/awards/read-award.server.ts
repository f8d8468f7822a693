/** Awards as both sides read them; to anybody else there are none. */
export { findAward, listAwards } from '#app/data/applications.server.ts'
