import type { ProfileView } from 'wco-cts'

/** The version that is in force while a newer one is a draft; null where the newest is in force, or none. */
export const olderInForce = ({ version, inForce }: ProfileView): number | null => inForce === undefined || inForce === version ? null : inForce
