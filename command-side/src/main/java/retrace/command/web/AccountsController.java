package retrace.command.web;

import jakarta.annotation.security.RolesAllowed;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.team.Accounts;
import retrace.kernel.id.AccountId;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

/** The team's accounts, as its owners manage them. */
@RestController
@RequestMapping("/api/accounts")
public final class AccountsController {

    private final Accounts accounts;

    public AccountsController(Accounts accounts) {
        this.accounts = accounts;
    }

    record NewAccount(String signInName, String name, Role role, String password) {

        NewAccount {
            InputRefused.require("signInName", signInName);
            InputRefused.require("name", name);
            InputRefused.require("role", role);
            InputRefused.require("password", password);
        }

        /** Says all but the password. */
        @Override
        public String toString() {
            return "NewAccount[" + signInName + ", " + role + "]";
        }
    }

    record NewRole(Role role) {

        NewRole {
            InputRefused.require("role", role);
        }
    }

    record NewPassword(String password) {

        NewPassword {
            InputRefused.require("password", password);
        }

        /** Does not say the password. */
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    record AddedAccount(AccountId account) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RolesAllowed("OWNER")
    AddedAccount add(@RequestBody NewAccount wanted, Caller caller) {
        return new AddedAccount(accounts.add(
                caller.team(), wanted.signInName(), wanted.name(), wanted.role(), wanted.password(), caller));
    }

    @PutMapping("/{account}/role")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed("OWNER")
    void changeRole(@PathVariable AccountId account, @RequestBody NewRole wanted, Caller caller) {
        accounts.changeRole(caller.team(), account, wanted.role(), caller);
    }

    @PutMapping("/{account}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed("OWNER")
    void changePassword(@PathVariable AccountId account, @RequestBody NewPassword wanted, Caller caller) {
        accounts.changePassword(caller.team(), account, wanted.password());
    }

    @DeleteMapping("/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed("OWNER")
    void remove(@PathVariable AccountId account, Caller caller) {
        accounts.remove(caller.team(), account, caller);
    }
}
