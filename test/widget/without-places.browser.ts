/** In a file of its own: what another test has loaded stays loaded. */
import { expect } from '@open-wc/testing';
import { PlacesDriver } from '../harness/places-driver.ts';
import { cleanUp, show } from '../harness/widget-fixture.ts';
import { afterEach, describe, it } from '../harness/widget-suite.ts';
import { signaturePlace } from '../../stories/sample-places.ts';
import { sampleAction } from '../../stories/sample-task.ts';

const PARTS = /places\/places\.ts|marks\/page-marks|place-look/;

describe('a task without places', () => {
  afterEach(cleanUp);

  it('loads nothing of what shows them; a task with one does, once the page is there', async () => {
    // The browser notes 250 of them, and the test itself has come in about as many.
    performance.setResourceTimingBufferSize(5000);
    performance.clearResourceTimings();
    const without = await show();
    await without.person.until(() => without.person.canPress('Continue to sign'));
    await without.person.press('Continue to sign');
    expect(new PlacesDriver(without.person).names).to.deep.equal([]);
    expect(without.person.hasButton(/place/i)).to.equal(false);
    expect(loaded()).to.match(/signing-chunk/);
    expect(loaded()).not.to.match(PARTS);
    performance.clearResourceTimings();
    without.widget.remove();
    const places = [signaturePlace('signature', 1, { y: 700 })];
    const { person } = await show({ task: { actions: [await sampleAction('agreement', { places })] } });
    await person.reached('reviewing');
    await new PlacesDriver(person).shown(1);
    expect(loaded()).to.match(PARTS);
  });
});

function loaded(): string {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .join('\n');
}
