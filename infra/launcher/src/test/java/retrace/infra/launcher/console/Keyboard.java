package retrace.infra.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** Hands that never touch the mouse. */
final class Keyboard {

    /** No page has more places to go. */
    private static final int TABS_MAX = 60;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }

    Keyboard type(String text) {
        page.keyboard().type(text);
        return this;
    }

    /** What a screen reader would call the element that has the focus. */
    String focused() {
        return (String) page.evaluate("""
                () => {
                  const element = document.activeElement;
                  return (element.getAttribute('aria-label')
                      ?? element.labels?.[0]?.innerText
                      ?? element.innerText ?? '').trim();
                }""");
    }

    Keyboard awaitFocus(String name) {
        Desktop.await("the focus on " + name).until(() -> focused().startsWith(name));
        return this;
    }

    /** Goes on from where the focus is until it is there. */
    Keyboard tabTo(String name) {
        Desktop.await(name + " on the page").until(() -> (boolean) page.evaluate(
                "name => [...document.querySelectorAll('a, button, select')].some(it => "
                        + "(it.getAttribute('aria-label') ?? it.labels?.[0]?.innerText ?? it.innerText)"
                        + ".trim().startsWith(name) && !it.disabled)",
                name));
        for (int tab = 0; tab < TABS_MAX && !focused().startsWith(name); tab++) {
            press("Tab");
        }
        assertThat(focused()).startsWith(name);
        return this;
    }

    /** From the desktop, which takes every key, to the first control above it. */
    Keyboard leaveDesktop(String firstControl) {
        return press("Control+Alt+Shift+Enter").awaitFocus(firstControl);
    }
}
