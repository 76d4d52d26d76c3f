import { computed, reactive } from 'vue';
import { ask, withJson } from '../api';

/** What somebody is somewhere; unit all zeros: everywhere; until null: without an end. */
export interface Post {
  id: string;
  role: string;
  unit: string;
  department: string;
  from: string;
  until: string | null;
}
export interface Viewer {
  name: string;
  title: string;
  mustReplace: boolean;
  verbs: string[];
  posts: Post[];
}
/** Who the server says is there; `first`: a security administrator can be made with the one-time secret. */
export interface Who {
  first: boolean;
  demo: boolean;
  /** The name of the identity server that people sign in at, where one is set. */
  oidc?: string;
  people: { name: string; title: string; role: string }[];
  viewer?: Viewer;
}

export const EVERYWHERE = '000000000000';
export const BRANCHES = ['business', 'system', 'security', 'audit'] as const;
export type Branch = (typeof BRANCHES)[number];
export const ROLES: Record<Branch, string[]> = {
  business: ['clerk', 'coordinator', 'officer', 'burden_office'],
  system: ['system_administrator'],
  security: ['security_administrator'],
  audit: ['auditor'],
};

/** Who is there in this window; null until the server has said so. */
const now = reactive<{ who: Who | null; isReplacing: boolean }>({ who: null, isReplacing: false });
export const who = computed(() => now.who);
export const isReplacing = computed(() => now.isReplacing);
export const viewer = computed(() => now.who?.viewer);
export const can = (verb: string): boolean => viewer.value?.verbs.includes(verb) ?? false;

export function showReplacing(is: boolean): void {
  now.isReplacing = is;
}
function arrive(said: Who): void {
  now.who = said;
  now.isReplacing = false;
}

export const findWho = async (): Promise<void> => arrive(await ask<Who>('/api/access'));
export const signIn = async (name: string, password: string): Promise<void> =>
  arrive(await ask<Who>('/api/access/session', withJson('POST', { name, password })));
export const signInAs = async (name: string): Promise<void> =>
  arrive(await ask<Who>('/api/access/demonstration', withJson('POST', { name })));
export const setUp = async (said: Record<string, string>): Promise<void> =>
  arrive(await ask<Who>('/api/access/first', withJson('POST', said)));
export const replacePassword = async (before: string, password: string): Promise<void> =>
  arrive(await ask<Who>('/api/access/password', withJson('PUT', { before, password })));
export const signOut = async (): Promise<void> =>
  arrive(await ask<Who>('/api/access/session', { method: 'DELETE' }));

/** The session has ended: whoever sits here signs in again and goes on where he was. */
export function lapse(): void {
  if (now.who?.viewer) now.who = { ...now.who, viewer: undefined };
}
