package org.opendcrc.shared;

import static org.opendcrc.shared.Role.*;

import java.util.EnumSet;
import java.util.Set;

/**
 * What can be done, and by whom: the permission matrix ({@code domain.md} 2.2, A35) as one table. A role counts only in the store
 * in which the person has it. Each use case is checked where it begins, by {@link Actor#require}.
 */
public enum UseCase {
    /** Begin the day at the desk 工作台: everybody who has a role. */
    OPEN_DESK(
            AGENT,
            CRC_MANAGER,
            ADVISOR,
            SERVICE_MANAGER,
            CONSULTANT,
            SALES_MANAGER,
            PARTS,
            WORKSHOP,
            GUARD,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER,
            INFORMATION,
            ADMINISTRATOR,
            MANUFACTURER),
    /** Look at customers and their vehicles. */
    READ_CUSTOMERS(
            AGENT,
            CRC_MANAGER,
            ADVISOR,
            SERVICE_MANAGER,
            SALES_MANAGER,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER,
            ADMINISTRATOR),
    /** See a customer's whole telephone and identity numbers, which are masked for everybody else; each look is logged. */
    SEE_SENSITIVE(AGENT, CRC_MANAGER),
    /** Decide about changes of owner data that the dealer system brought (A33). */
    APPROVE_OWNER_CHANGES(CRC_MANAGER),
    /** Set or clear that a customer does not want to be called. */
    SET_DO_NOT_DISTURB(AGENT, CRC_MANAGER),
    /** See the list of owed calls and their history. */
    READ_FOLLOW_UPS(
            AGENT,
            CRC_MANAGER,
            SERVICE_MANAGER,
            SALES_MANAGER,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER,
            ADMINISTRATOR),
    /** Open the list of owed calls: the store's, as the right above says, or those that are one's own (AP-17). */
    OPEN_FOLLOW_UPS(
            AGENT,
            CRC_MANAGER,
            ADVISOR,
            SERVICE_MANAGER,
            SALES_MANAGER,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER,
            ADMINISTRATOR),
    /** Take a call, record attempts, answers and remarks. */
    MAKE_FOLLOW_UP_CALLS(AGENT, CRC_MANAGER),
    /** The same for calls that are meant for oneself (AP-17). */
    MAKE_OWN_CALLS(AGENT, CRC_MANAGER, ADVISOR),
    /** Put wrong data of files right: one's own customers' as an advisor or consultant, all of the store's where one makes calls. */
    CORRECT_NUMBERS(AGENT, CRC_MANAGER, ADVISOR, CONSULTANT),
    /** The same for what calls after a sale found wrong and that is asked of nobody by name. */
    CORRECT_SALES_DATA(AGENT, CRC_MANAGER, CONSULTANT),
    /** See who may buy a car, of those who said so or were named in calls. */
    READ_LEADS(AGENT, CRC_MANAGER, SALES_MANAGER, SALES_DIRECTOR, GENERAL_MANAGER),
    /** See how true and complete the files of buyers are (RP-19): a consultant those of his own sales. */
    READ_FILE_TRUTH(CRC_MANAGER, CONSULTANT, SALES_MANAGER, SALES_DIRECTOR, GENERAL_MANAGER),
    /** Say who calls which customers, and take that back (FU-19). */
    ASSIGN_FOLLOW_UPS(CRC_MANAGER),
    /** Say of a clerk that he sees only what is assigned to him: the special function 维修回访分配 (FU-19). */
    RESTRICT_FOLLOW_UPS(CRC_MANAGER, ADMINISTRATOR),
    /** Write to many customers who want no calls in one step. */
    TEXT_FOLLOW_UPS_IN_BULK(CRC_MANAGER),
    /** See what is asked in calls: questionnaires, their versions and who published them. */
    READ_QUESTIONNAIRES(
            AGENT,
            CRC_MANAGER,
            SERVICE_MANAGER,
            SALES_MANAGER,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER,
            ADMINISTRATOR),
    /** Design what is asked: drafts, publishing, taking out of use. */
    DESIGN_QUESTIONNAIRES(CRC_MANAGER, ADMINISTRATOR),
    /** See complaints. */
    READ_COMPLAINTS(
            AGENT,
            CRC_MANAGER,
            SERVICE_MANAGER,
            SALES_MANAGER,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER,
            ADMINISTRATOR),
    /** Receive a complaint. */
    RECEIVE_COMPLAINTS(AGENT, CRC_MANAGER, ADVISOR, CONSULTANT),
    /** Write to a complaint's log, first contact included. */
    WORK_ON_COMPLAINTS(AGENT, CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER),
    /** Be called when a customer waits too long, and take note of it. */
    ACKNOWLEDGE_ALARMS(CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER, SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** See who is complained about (A22). */
    SEE_ACCUSED(CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER, SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** Say who acts for a handler while he is away, and what is expected of a channel. */
    MANAGE_COMPLAINTS(CRC_MANAGER, GENERAL_MANAGER),
    /** Bring photos, recordings and other papers to a case. */
    ADD_CASE_PAPERS(
            AGENT, CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER, SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** See how many complaints of which kind, department and cause there were (RP-12, RP-13, RP-23), and what was done about them. */
    READ_CASE_FIGURES(CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER, SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** Say what is done about them, by whom and until when; what was taught, and whether it helped. */
    MANAGE_MEASURES(CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER, SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** Sign the weekly summary of complaints. */
    SIGN_WEEKS(CRC_MANAGER, SERVICE_MANAGER, GENERAL_MANAGER),
    /** See the cases that the manufacturer sent or that were submitted to him; his own people see nothing else (A35). */
    SEE_MANUFACTURERS_CASES(
            AGENT,
            CRC_MANAGER,
            SERVICE_MANAGER,
            SALES_MANAGER,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER,
            MANUFACTURER),
    /** Report to the manufacturer. */
    REPORT_TO_MANUFACTURER(
            AGENT, CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER, SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** Say as one of the manufacturer's people what is to be done. */
    INSTRUCT_AS_MANUFACTURER(MANUFACTURER),
    /** See how near cars are to the limits of the three guarantees 三包. */
    READ_GUARANTEES(
            AGENT,
            CRC_MANAGER,
            ADVISOR,
            SERVICE_MANAGER,
            SALES_MANAGER,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER,
            ADMINISTRATOR),
    /** Decide what a repair was, give a substitute, write demands down and that they are done, take note of alarms. */
    WORK_ON_GUARANTEES(CRC_MANAGER, SERVICE_MANAGER),
    /** Answer a demand to exchange or return a car. */
    ANSWER_DEMANDS(SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** See the book of appointments. */
    READ_APPOINTMENTS(AGENT, CRC_MANAGER, ADVISOR, SERVICE_MANAGER, PARTS, WORKSHOP, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** Promise a customer a place; an advisor does it through the centre (AP-1). */
    BOOK_APPOINTMENTS(AGENT, CRC_MANAGER, ADVISOR),
    /** Move or cancel an appointment. */
    CHANGE_APPOINTMENTS(AGENT, CRC_MANAGER, ADVISOR, SERVICE_MANAGER),
    /** Read one's own appointments in a calendar program. */
    SUBSCRIBE_CALENDAR(ADVISOR),
    /** See the welcome board: surnames, plates and times of a day. */
    READ_WELCOME_BOARD(AGENT, CRC_MANAGER, ADVISOR, SERVICE_MANAGER, GUARD, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** Write at the gate which car came in, and put a wrong entry right; the guard sees plates and times, nothing else. */
    WRITE_GATE_LOG(GUARD),
    /** See who came when: the gate's entries, the comparison with the orders, walk-ins. */
    READ_GATE_LOG(AGENT, CRC_MANAGER, ADVISOR, SERVICE_MANAGER, SERVICE_DIRECTOR, GENERAL_MANAGER, ADMINISTRATOR),
    /** Compare gate, orders and appointments of a day at once. */
    COMPARE_ARRIVALS(CRC_MANAGER, SERVICE_MANAGER),
    /** Say when advisors work, who is away and what each can do. */
    MANAGE_ROSTER(CRC_MANAGER, SERVICE_MANAGER, ADMINISTRATOR),
    /** Keep the dealer's price list of jobs. */
    MANAGE_JOBS(CRC_MANAGER, SERVICE_MANAGER, ADMINISTRATOR),
    /** Hand the copies of a form on to advisor, parts and workshop (AP-19). */
    HAND_ON_FORMS(SERVICE_MANAGER),
    /** Say that parts are picked, or short, and when they come (AP-21). */
    PREPARE_PARTS(PARTS, SERVICE_MANAGER),
    /** Say who works on a car, where and with what. */
    PREPARE_WORKSHOP(WORKSHOP, ADVISOR, SERVICE_MANAGER),
    /** Finish the draft of the order and say that one is prepared oneself (AP-23). */
    PREPARE_AS_ADVISOR(ADVISOR, SERVICE_MANAGER),
    /** Tell the centre that all is ready (AP-22). */
    REPORT_READINESS(SERVICE_MANAGER),
    /** Tell the customer (AP-22). */
    TELL_READINESS(AGENT, CRC_MANAGER),
    /** Take the drafts of a day as a file for the dealer system. */
    EXPORT_DRAFTS(ADVISOR, SERVICE_MANAGER, INFORMATION, ADMINISTRATOR),
    /** Keep campaigns, and what technicians have learnt (AP-25). */
    MANAGE_CAMPAIGNS(CRC_MANAGER, SERVICE_MANAGER, ADMINISTRATOR),
    /** Read reports and the wall page. */
    READ_REPORTS(AGENT, CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER, SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** Read of the daily report (RP-8) what concerns the orders of which one is the advisor. */
    READ_OWN_REPORTS(ADVISOR),
    /** Open the reports: whoever may read one of them. */
    OPEN_REPORTS(
            AGENT,
            CRC_MANAGER,
            ADVISOR,
            SERVICE_MANAGER,
            SALES_MANAGER,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER),
    /** Read the lists of grievances (RP-9): one's own, one's department's or all, as the next three say. */
    READ_GRIEVANCE_LISTS(
            AGENT,
            CRC_MANAGER,
            ADVISOR,
            SERVICE_MANAGER,
            SALES_MANAGER,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER),
    /** Read the lists of failed calls (RP-10), one's own or all. */
    READ_CALL_LISTS(AGENT, CRC_MANAGER, ADVISOR, SERVICE_MANAGER, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** Read the appointment summary and both rates (RP-5, RP-6, RP-7): an advisor his own, the others the store's. */
    READ_APPOINTMENT_REPORTS(AGENT, CRC_MANAGER, ADVISOR, SERVICE_MANAGER, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** See when cars usually come (RP-21). */
    READ_ARRIVAL_CURVE(AGENT, CRC_MANAGER, ADVISOR, SERVICE_MANAGER, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** Read the agents' day (RP-14), one's own or all. */
    READ_AGENTS_DAY(AGENT, CRC_MANAGER, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** Read the analysis of answers (RP-15): one's own, one's department's or all. */
    READ_SATISFACTION(
            AGENT,
            CRC_MANAGER,
            ADVISOR,
            SERVICE_MANAGER,
            SALES_MANAGER,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER),
    /** Read the six indicators of the manufacturer's survey (RP-11). */
    READ_CVP(CRC_MANAGER, SERVICE_MANAGER, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** See what is still to be done before the day is frozen. */
    READ_DAY_CLOSE(CRC_MANAGER, SERVICE_MANAGER, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** See in these lists everybody's rows, not only one's own. */
    READ_ALL_LISTS(CRC_MANAGER, SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** See in them what concerns the service. */
    READ_SERVICE_LISTS(SERVICE_MANAGER),
    /** See in them what concerns the sales. */
    READ_SALES_LISTS(SALES_MANAGER),
    /** Sign the grievances of a day (RP-9). */
    SIGN_LISTS(SERVICE_MANAGER),
    /** Read the outbox of text messages. */
    READ_TEXTS(AGENT, CRC_MANAGER, SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER, ADMINISTRATOR),
    /** Text a customer by hand, and say what became of a text where the gateway could not. */
    SEND_TEXTS(AGENT, CRC_MANAGER),
    /** Text many customers at once: prepare, stop. */
    SEND_TEXT_BATCHES(CRC_MANAGER),
    /** Approve what somebody else wants to text to many at once. */
    APPROVE_TEXT_BATCHES(CRC_MANAGER, SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER),
    /** Word the templates of texts and letters, and decide about what clerks propose. */
    MANAGE_TEXT_TEMPLATES(CRC_MANAGER),
    /** Propose a wording for the manager to approve. */
    PROPOSE_TEXT_TEMPLATES(AGENT, CRC_MANAGER),
    /** Set up the lines to the partners who deliver texts, and try them. */
    MANAGE_GATEWAYS(ADMINISTRATOR),
    /** Print letters, mark them as sent, and take their addresses out of the house. */
    WORK_ON_LETTERS(AGENT, CRC_MANAGER),
    /** Bring files in and see the runs. */
    IMPORT(INFORMATION, ADMINISTRATOR),
    /** Change a store's settings. */
    CHANGE_SETTINGS(ADMINISTRATOR),
    /** Say how a store tries to reach its customers, for each kind of call. */
    CHANGE_CALL_POLICIES(CRC_MANAGER, ADMINISTRATOR),
    /** See settings and their explanation. */
    READ_SETTINGS(CRC_MANAGER, SERVICE_MANAGER, SALES_DIRECTOR, SERVICE_DIRECTOR, GENERAL_MANAGER, ADMINISTRATOR),
    /** People: open logins, give one-time slips, close them. */
    MANAGE_PEOPLE(ADMINISTRATOR),
    /** Read the audit log. */
    READ_AUDIT(ADMINISTRATOR, GENERAL_MANAGER),
    /** See the catalogue of jobs and run one at once; move the simulated clock. */
    RUN_JOBS(ADMINISTRATOR),
    /** Take everything of the dealer out of the house; only somebody who may in all stores. */
    EXPORT_EVERYTHING(ADMINISTRATOR);

    @SuppressWarnings("ImmutableEnumChecker") // filled once, never handed out
    private final Set<Role> roles;

    UseCase(Role first, Role... others) {
        this.roles = EnumSet.of(first, others);
    }

    /** Whether a person with that role in a store may do it there. */
    public boolean isGrantedTo(Role role) {
        return roles.contains(role);
    }
}
