import { createRouter, createWebHashHistory } from 'vue-router';
import DeskShow from './desk/DeskShow.vue';

/** The desk comes with the first load; a draft or an import is fetched when one is opened. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'desk', component: DeskShow },
    {
      path: '/drafts/:id',
      name: 'draft',
      component: () => import('./draft/DraftShow.vue'),
      props: true,
    },
    {
      path: '/imports/:id',
      name: 'import',
      component: () => import('./imports/ImportShow.vue'),
      props: true,
    },
    { path: '/:rest(.*)', redirect: { name: 'desk' } },
  ],
});
