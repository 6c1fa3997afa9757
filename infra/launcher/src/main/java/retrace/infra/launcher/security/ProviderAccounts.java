package retrace.infra.launcher.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import retrace.command.CommandRefused;
import retrace.command.team.Account;
import retrace.command.team.Accounts;
import retrace.infra.launcher.security.SecuritySettings.SingleSignOn;
import retrace.kernel.team.Role;

/**
 * Makes an account of what an OpenID Connect provider claims of a person: team and role as the claims say, today's and
 * not those of the first sign-in.
 */
final class ProviderAccounts {

    private final Accounts accounts;
    private final SingleSignOn provider;

    ProviderAccounts(Accounts accounts, SingleSignOn provider) {
        this.accounts = accounts;
        this.provider = provider;
    }

    /** @throws OAuth2AuthenticationException whose error's code is a stable word and whose description is a sentence */
    Account accountOf(ClaimAccessor claims) {
        Role role = role(claims)
                .orElseThrow(() -> refused(
                        "NO_ROLE",
                        "Your sign-in has no role in Retrace. Ask whoever manages accounts at your sign-in provider."));
        String team = Optional.ofNullable(claims.getClaimAsString(provider.teamClaim()))
                .orElseThrow(() -> refused(
                        "NO_TEAM",
                        "Your sign-in names no team. Ask whoever manages accounts at your sign-in provider."));
        try {
            return accounts.signInByProvider(
                    provider.issuer() + " " + claims.getClaimAsString("sub"),
                    team,
                    signInName(claims),
                    name(claims),
                    role);
        } catch (CommandRefused e) {
            CommandRefused.Reason reason = CommandRefused.reasonOf(e).orElseThrow();
            throw refused(reason.code(), reason.message());
        }
    }

    private static OAuth2AuthenticationException refused(String code, String sentence) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, sentence, null));
    }

    private static String signInName(ClaimAccessor claims) {
        return first(claims, "preferred_username", "email", "sub");
    }

    private static String name(ClaimAccessor claims) {
        return first(claims, "name", "preferred_username", "email", "sub");
    }

    private static String first(ClaimAccessor claims, String... names) {
        return Stream.of(names)
                .map(claims::getClaimAsString)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElseThrow(() -> refused("NO_SUBJECT", "Your sign-in does not say who you are."));
    }

    /** The highest of those that are claimed and known here. */
    private Optional<Role> role(ClaimAccessor claims) {
        @Nullable Object claimed = claims.getClaims().get(provider.roleClaim());
        Collection<?> words =
                claimed instanceof Collection<?> several ? several : claimed == null ? List.of() : List.of(claimed);
        return words.stream()
                .map(Object::toString)
                .flatMap(word -> known(word).stream())
                .min(Comparator.naturalOrder());
    }

    private Optional<Role> known(String word) {
        if (!provider.roles().isEmpty()) {
            return Optional.ofNullable(provider.roles().get(word));
        }
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
