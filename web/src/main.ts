import { createApp } from 'vue';
import App from './App.vue';
import { language } from './language';
import { router } from './router';
import './style.css';

createApp(App).use(language).use(router).mount('#app');
