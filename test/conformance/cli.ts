/** `npm run conformance -- SERVICE_URL API_KEY`: whether a service keeps the protocol. `--help` says what else it takes. */
import { HELP, readCommand, UsageError } from './options.ts';
import { reportText } from './report.ts';
import { runConformance } from './run.ts';

try {
  const command = readCommand(process.argv.slice(2));
  if (command === 'help') console.log(HELP);
  else {
    const report = await runConformance(command.target, { only: command.only });
    console.log(command.json ? JSON.stringify(report, undefined, 2) : reportText(report));
    process.exitCode = report.results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof UsageError) console.error('\n' + HELP);
  process.exitCode = 2;
}
