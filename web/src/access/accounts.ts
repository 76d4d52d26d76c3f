import { ask, withJson } from '../api';
import type { Post } from './access';

/** An account as the security administrator sees it. */
export interface Account {
  id: string;
  name: string;
  title: string;
  branch: 'business' | 'system' | 'security' | 'audit';
  unit: string;
  closed: boolean;
  mustReplace: boolean;
  /** Who it is at the identity server, or "". */
  subject: string;
  own: boolean;
  posts: Post[];
}
export interface Opened {
  id: string;
  password: string;
}
const part = encodeURIComponent;

export const findAccounts = (): Promise<Account[]> => ask('/api/accounts');
export const newAccount = (wanted: {
  name: string;
  title: string;
  branch: string;
  unit: string;
}): Promise<Opened> => ask('/api/accounts', withJson('POST', wanted));
export const renewPassword = (id: string): Promise<Opened> =>
  ask(`/api/accounts/${part(id)}/password`, { method: 'POST' });
export const setClosed = (id: string, closed: boolean): Promise<Account[]> =>
  ask(`/api/accounts/${part(id)}/closed`, withJson('PUT', { closed }));
export const grantPost = (id: string, post: Record<string, string | null>): Promise<Account[]> =>
  ask(`/api/accounts/${part(id)}/posts`, withJson('POST', post));
export const revokePost = (id: string, post: string): Promise<Account[]> =>
  ask(`/api/accounts/${part(id)}/posts/${part(post)}`, { method: 'DELETE' });
export const linkAccount = (id: string, subject: string): Promise<Account[]> =>
  ask(`/api/accounts/${part(id)}/subject`, withJson('PUT', { subject }));
