/** What is wrong with the configuration, told in words; a program ends with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
