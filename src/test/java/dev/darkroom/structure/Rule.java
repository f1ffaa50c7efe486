package dev.darkroom.structure;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What holds for all routes. Camel would tell of most violations too, but only when such a route starts or runs; some
 * it would never tell of.
 */
enum Rule {

    /** Whoever reads a log or a dashboard reads ids and descriptions. */
    ROUTES_ARE_NAMED_AND_DESCRIBED(RouteChecks::names),

    /** A process of both roles has all routes: Camel does not start with an id that is there twice. */
    IDS_ARE_UNIQUE(RouteChecks::uniqueIds),

    /** A parameter that its template does not have is ignored; a placeholder that is no parameter stops the start. */
    TEMPLATES_FIT_THEIR_INSTANCES(TemplateChecks::fit),

    /** One name for one thing: a route is called by its id. */
    DIRECT_NAMES_ARE_ROUTE_IDS(RouteChecks::directNames),

    /** A process has the routes of its role only: one of the front end cannot call one of the worker. */
    DIRECT_ENDPOINTS_HAVE_ROUTES(RouteChecks::directEndpoints),

    /** The catalogue of steps is made of the files' names, the slip calls the routes. */
    STEP_FILES_HOLD_THEIR_STEP(RouteChecks::steps),

    /** The front door calls the route of the operation's name. */
    OPERATIONS_ARE_ROUTES(RouteChecks::operations),

    /** An option that a component does not have, or a value that it does not take. */
    ENDPOINT_OPTIONS_EXIST(EndpointCheck::options),

    /** A bean that no configuration binds, a method that it does not have, a class that there is not. */
    BEANS_AND_CLASSES_EXIST(BeanCheck::references),

    /** That a statement is missing is found when its route starts; that one is left over nobody would notice. */
    STATEMENTS_ARE_THERE_AND_USED(NameChecks::statements),

    /** A placeholder without setting stops the start; one in a statement is found when it is executed. */
    SETTINGS_ARE_THERE(NameChecks::missingSettings),

    /** application.properties is the reference of all settings: nothing in it is without effect or without a word. */
    SETTINGS_ARE_USED_AND_EXPLAINED(NameChecks::idleSettings),

    /** A variable that nobody sets is null, and null may well look like an answer. */
    VARIABLES_ARE_SET(NameChecks::variables);

    private final Function<Project, List<String>> check;

    Rule(Function<Project, List<String>> check) {
        this.check = check;
    }

    List<String> violations(Project project) {
        return check.apply(project);
    }

    /** The folder of the project that breaks this rule. */
    String example() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
