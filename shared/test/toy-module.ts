/** The toy as a module of its own, as worker threads load instruments. */
export { toy as default } from './toy.js'
