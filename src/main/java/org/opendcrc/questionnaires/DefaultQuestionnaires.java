package org.opendcrc.questionnaires;

import static org.opendcrc.questionnaires.Question.Kind.ADVISOR;
import static org.opendcrc.questionnaires.Question.Kind.CHOICE;
import static org.opendcrc.questionnaires.Question.Kind.REMARK;
import static org.opendcrc.questionnaires.Question.Kind.SATISFACTION;
import static org.opendcrc.questionnaires.Question.Kind.SCALE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The questionnaires with which a dealer begins, a hundred points each: one for every kind of call that asks, and one more for young cars,
 * whose owners the manufacturer asks too (FU-20, FU-21).
 */
final class DefaultQuestionnaires {

    /** Of the questionnaire for young cars. */
    static final String YOUNG = "young-cars";

    private static final int YOUNG_KM = 10_000;

    private DefaultQuestionnaires() {}

    static List<Questionnaire> all(Supplier<UUID> ids) {
        return List.of(
                service(ids.get()),
                youngCars(ids.get()),
                firstMaintenance(ids.get()),
                warranty(ids.get()),
                complaintCheck(ids.get()),
                sales(ids.get()));
    }

    /** The seven elements 七要素. */
    static Questionnaire service(UUID id) {
        return of(
                id,
                Questionnaire.SERVICE,
                new Words("三日电访", "Call after a repair"),
                List.of(carInOrder(), fixed(), advisor(), attitude(), announced(), visitsMark(), remark()));
    }

    /** FU-20, FU-21: cars up to 10,000 km; the elements and the two indicators that are none of them. */
    static Questionnaire youngCars(UUID id) {
        return new Questionnaire(
                id,
                Questionnaire.SERVICE,
                YOUNG,
                1,
                new Words("三日电访 · 一万公里以内", "Call after a repair, up to 10,000 km"),
                Validity.upTo(YOUNG_KM),
                Words.NONE,
                Words.NONE,
                numbered(List.of(
                        carInOrder(),
                        fixed(),
                        advisor(),
                        attitude(),
                        announced(),
                        hours(),
                        called(),
                        visitsMark(),
                        remark())));
    }

    static Questionnaire firstMaintenance(UUID id) {
        return of(
                id,
                Questionnaire.FIRST_MAINTENANCE,
                new Words("首保电访", "Call after the first maintenance"),
                List.of(
                        carInOrder(),
                        fixed(),
                        advisor(),
                        attitude(),
                        yesNo(
                                        "next-told",
                                        new Words("是否告知下次保养", "Told about the next maintenance"),
                                        new Words(
                                                "顾问有没有跟您说过，下次保养是什么时候、多少公里？",
                                                "Did the advisor tell you when, and at how many kilometres, the next maintenance is due?"),
                                        0,
                                        new Words("已告知", "Told"),
                                        new Words("未告知", "Not told"))
                                .optional(),
                        announced(),
                        hours(),
                        called(),
                        visitsMark(),
                        remark()));
    }

    static Questionnaire warranty(UUID id) {
        return of(
                id,
                Questionnaire.WARRANTY,
                new Words("索赔电访", "Call after a warranty claim"),
                List.of(
                        carInOrder(),
                        fixed(),
                        yesNo(
                                        "claim-explained",
                                        new Words("是否讲清保修范围", "Warranty explained"),
                                        new Words(
                                                "这次哪些在保修以内、哪些不在，顾问跟您讲清楚了吗？",
                                                "Did the advisor make clear what the warranty covered this time and what not?"),
                                        0,
                                        new Words("讲清楚了", "Clear"),
                                        new Words("没讲清楚", "Not clear"))
                                .optional(),
                        advisor(),
                        attitude(),
                        announced(),
                        visitsMark(),
                        remark()));
    }

    /** Asked the day after a complaint was handled (CP-12). */
    static Questionnaire complaintCheck(UUID id) {
        return of(
                id,
                Questionnaire.COMPLAINT_CHECK,
                new Words("投诉回访", "Check after a complaint"),
                List.of(
                        choice(
                                "solved",
                                new Words("问题解决了吗", "Trouble solved"),
                                new Words(
                                        "{customer}，您上次反映的问题，现在解决了吗？",
                                        "{customer}, is what you told us about solved now?"),
                                List.of(
                                        option("yes", "解决了", "Solved", 35, false),
                                        option("partly", "部分解决", "Partly", 15, true),
                                        option("no", "没有解决", "Not solved", 0, true))),
                        fiveSteps(
                                "handling",
                                new Words("处理过程满意吗", "Handling"),
                                new Words(
                                        "从接到您的反映到处理完，您对我们处理的过程满意吗？", "How content are you with the way we handled it?"),
                                35),
                        yesNo(
                                "promises-kept",
                                new Words("答应的都做到了吗", "Promises kept"),
                                new Words("我们答应您的，都按时做到了吗？", "Did we do in time all that we had promised you?"),
                                20,
                                new Words("都做到了", "All kept"),
                                new Words("没有做到", "Not kept")),
                        // CP-25: kh-03-02 asks for both; neither opens the case again, and neither gives points.
                        toldInFive(
                                "speed",
                                new Words("处理速度", "Speed"),
                                new Words("我们处理的速度，您觉得怎么样？", "How did you find the speed with which we handled it?")),
                        toldInFive(
                                "attitude",
                                new Words("处理态度", "Attitude"),
                                new Words(
                                        "处理您这件事的同事，态度您觉得怎么样？",
                                        "How did you find the attitude of those who handled it?")),
                        mark(new Words(
                                "这次投诉处理，从 1 分到 10 分，您给我们打几分？",
                                "From 1 to 10, which mark would you give the way it was handled?")),
                        remark()));
    }

    static Questionnaire sales(UUID id) {
        return new Questionnaire(
                id,
                Questionnaire.SALES,
                Questionnaire.GENERAL,
                1,
                new Words("销售回访", "Call after a sale"),
                Validity.EVERY_CALL,
                new Words(
                        "{称呼}您好，我是{店名}的{坐席}。恭喜您提了新车。想占用您两三分钟，听听您买车和提车时的感受，方便吗？",
                        "Good day, {customer}. This is {clerk} of {store}. Congratulations on your new car. May I take two or three minutes to ask how buying it and its delivery went?"),
                new Words(
                        "谢谢您的时间。用车中有任何问题，随时打我们客服热线，祝您用车愉快。",
                        "Thank you for your time. Call our hotline about anything that concerns your car. We wish you a pleasant drive."),
                numbered(List.of(
                        fiveSteps(
                                "consultant-attitude",
                                new Words("销售顾问态度", "Consultant's attitude"),
                                new Words(
                                        "{advisor}接待您时的态度，您觉得怎么样？",
                                        "How did you find the way {advisor} looked after you?"),
                                20),
                        with(
                                fiveSteps(
                                        "test-drive",
                                        new Words("试乘试驾", "Test drive"),
                                        new Words("试乘试驾的安排，您满意吗？", "How content were you with the test drive?"),
                                        15),
                                option("none", "没有试驾", "Had none", 15, false).neutral()),
                        fiveSteps(
                                "delivery",
                                new Words("交车过程", "Delivery"),
                                new Words(
                                        "提车那天，车辆讲解和交车过程，您满意吗？",
                                        "How did the delivery go, and what you were shown of the car?"),
                                20),
                        choice(
                                "papers",
                                new Words("证件资料", "Papers"),
                                new Words(
                                        "发票、合格证、保险这些资料，都交给您、说清楚了吗？",
                                        "Were all papers handed over and explained: invoice, certificate, insurance?"),
                                List.of(
                                        option("complete", "齐全", "Complete", 15, false)
                                                .favouring(),
                                        option("late", "后来补齐", "Complete later", 8, true),
                                        option("missing", "还缺", "Something is missing", 0, true))),
                        fiveSteps(
                                "showroom",
                                new Words("展厅环境", "Showroom"),
                                new Words("展厅的环境和接待，您觉得怎么样？", "How did you find our showroom?"),
                                10),
                        mark(new Words(
                                "从看车到提车，从 1 分到 10 分，您总体给我们打几分？",
                                "From the first visit to the delivery: from 1 to 10, which mark would you give us?")),
                        recommendation(),
                        remark())));
    }

    private static Question visitsMark() {
        return mark(
                new Words("本次服务总体打几分", "Overall mark of this visit"),
                new Words(
                        "{customer}，这次来店，从 1 分到 10 分，您总体给我们打几分？",
                        "{customer}, from 1 to 10, which mark would you give this visit?"));
    }

    private static Question carInOrder() {
        return choice(
                        Element.CAR_IN_ORDER.key(),
                        new Words("车辆现在正常吗", "Car in order now"),
                        new Words("{customer}，您的车现在开着一切正常吗？", "{customer}, is everything in order with your car now?"),
                        List.of(
                                option("yes", "正常", "In order", 25, false).favouring(),
                                option("minor", "有小问题", "Minor trouble", 15, true),
                                option("no", "不正常", "Not in order", 0, true)))
                .countingFor(Indicator.REPAIR_QUALITY);
    }

    private static Question fixed() {
        return choice(
                        Element.FIXED_FIRST_TIME.key(),
                        new Words("一次修好", "Repaired right first time"),
                        new Words(
                                "您说的那些问题，这次是一次就修好的吗？",
                                "Was everything you told us about repaired right the first time?"),
                        List.of(
                                option("yes", "是", "Yes", 25, false).favouring(),
                                option("no", "否", "No", 0, true),
                                option("not-concerned", "未涉及", "Not concerned", 25, false)
                                        .neutral()))
                .countingFor(Indicator.FIRST_TIME_FIX);
    }

    private static Question advisor() {
        return new Question(
                Element.ADVISOR_NAMED.key(),
                0,
                ADVISOR,
                "哪位顾问接待",
                "Which advisor",
                "您还记得是哪位服务顾问接待您的吗？",
                "Do you remember which advisor received you?",
                5,
                placed(List.of(
                        option("named", "{advisor}", "{advisor}", 5, false),
                        option("other", "其他人", "Somebody else", 5, false),
                        option("not-remembered", "不记得", "Does not remember", 0, false))));
    }

    private static Question attitude() {
        return choice(
                        Element.ADVISOR_ATTITUDE.key(),
                        new Words("顾问服务态度", "Advisor's attitude"),
                        new Words("{advisor}的服务态度，您觉得怎么样？", "How did you find {advisor}'s attitude?"),
                        List.of(
                                option("very-good", "非常满意", "Very satisfied", 25, false)
                                        .favouring(),
                                option("good", "满意", "Satisfied", 20, false),
                                option("fair", "一般", "Fair", 12, false),
                                option("poor", "不满", "Dissatisfied", 5, true),
                                option("very-poor", "很不满", "Very dissatisfied", 0, true)))
                .countingFor(Indicator.ADVISOR_ATTITUDE);
    }

    private static Question announced() {
        return yesNo(
                Element.SURVEY_ANNOUNCED.key(),
                new Words("是否告知厂家可能来电", "Told about the maker's call"),
                new Words("顾问有没有跟您说过，厂家之后可能会来电回访？", "Did the advisor tell you that the manufacturer may call you?"),
                10,
                new Words("已告知", "Told"),
                new Words("未告知", "Not told"));
    }

    private static Question hours() {
        return yesNo(
                        "convenient-hours",
                        new Words("营业时间方便吗", "Convenient hours"),
                        new Words("我们的营业时间，对您来说方便吗？", "Are our opening hours convenient for you?"),
                        0,
                        new Words("方便", "Convenient"),
                        new Words("不方便", "Not convenient"))
                .countingFor(Indicator.CONVENIENT_HOURS)
                .optional();
    }

    private static Question called() {
        return with(
                        yesNo(
                                "called-last-time",
                                new Words("上次来店后接到过回访吗", "Was called after the last visit"),
                                new Words(
                                        "再上一次来店之后，接到过我们的回访电话吗？",
                                        "After the visit before this one, did you get a call from us?"),
                                0,
                                new Words("接到过", "Yes"),
                                new Words("没接到", "No")),
                        option("first-visit", "这是第一次来", "First visit", 0, false).neutral())
                .countingFor(Indicator.FOLLOW_UP_CALL)
                .optional();
    }

    private static Question mark(Words ask) {
        return mark(new Words("总体打几分", "Overall mark"), ask);
    }

    private static Question mark(Words shown, Words ask) {
        return new Question(
                        Element.OVERALL.key(), 0, SATISFACTION, shown.zh(), shown.en(), ask.zh(), ask.en(), 0, marks())
                .countingFor(Indicator.OVERALL);
    }

    /** The customer's mark: six and below is a grievance, at which the clerk is asked to think of a complaint; nine is "very satisfied". */
    static List<Option> marks() {
        return IntStream.rangeClosed(1, 10)
                .mapToObj(it -> {
                    var word = Integer.toString(it);
                    var one = new Option(word, it, word, word, 0, it <= 6);
                    return it >= 9 ? one.favouring() : one;
                })
                .toList();
    }

    private static Question recommendation() {
        return new Question(
                "recommendation",
                0,
                SCALE,
                "愿意推荐吗",
                "Would recommend us",
                "如果身边有朋友要买车，您愿意推荐我们店吗？10 分是一定会，1 分是一定不会。",
                "If a friend wanted to buy a car, would you recommend us? 10 is certainly, 1 is certainly not.",
                10,
                1,
                true,
                Optional.empty(),
                Optional.of(new Question.Range(
                        1, 10, new Words("一定不会", "Certainly not"), new Words("一定会", "Certainly"), Words.NONE)),
                Scales.steps(1, 10, 10, 9, 4));
    }

    private static Question remark() {
        return new Question(
                Element.WHAT_ELSE.key(),
                0,
                REMARK,
                "其他意见或建议",
                "What else",
                "还有哪里没做好，或者有什么建议吗？",
                "Was anything else not in order, or do you have a suggestion?",
                10,
                placed(List.of(
                        option("nothing", "没有", "Nothing", 10, false),
                        option("something", "有，已记录", "Something, noted", 0, true))));
    }

    private static Questionnaire of(UUID id, String code, Words name, List<Question> questions) {
        return new Questionnaire(
                id,
                code,
                Questionnaire.GENERAL,
                1,
                name,
                Validity.EVERY_CALL,
                Words.NONE,
                Words.NONE,
                numbered(questions));
    }

    private static Question choice(String key, Words shown, Words ask, List<Option> options) {
        var placed = placed(options);
        return new Question(
                key,
                0,
                CHOICE,
                shown.zh(),
                shown.en(),
                ask.zh(),
                ask.en(),
                placed.stream().mapToInt(Option::points).max().orElse(0),
                placed);
    }

    private static Question yesNo(String key, Words shown, Words ask, int points, Words yes, Words no) {
        return choice(
                key,
                shown,
                ask,
                List.of(
                        option("yes", yes.zh(), yes.en(), points, false).favouring(),
                        option("no", no.zh(), no.en(), 0, true)));
    }

    private static Question fiveSteps(String key, Words shown, Words ask, int points) {
        return choice(
                key,
                shown,
                ask,
                List.of(
                        option("very-good", "非常满意", "Very satisfied", points, false)
                                .favouring(),
                        option("good", "满意", "Satisfied", points * 4 / 5, false),
                        option("fair", "一般", "Fair", points / 2, false),
                        option("poor", "不满", "Dissatisfied", points / 5, true),
                        option("very-poor", "很不满", "Very dissatisfied", 0, true)));
    }

    private static Question toldInFive(String key, Words shown, Words ask) {
        return choice(
                        key,
                        shown,
                        ask,
                        List.of(
                                option("very-good", "非常满意", "Very satisfied", 0, false),
                                option("good", "满意", "Satisfied", 0, false),
                                option("fair", "一般", "Fair", 0, false),
                                option("poor", "不满", "Dissatisfied", 0, false),
                                option("very-poor", "很不满", "Very dissatisfied", 0, false)))
                .optional();
    }

    private static Question with(Question it, Option more) {
        var options = new ArrayList<>(it.options());
        options.add(more);
        return choice(it.key(), new Words(it.shortZh(), it.shortEn()), new Words(it.askZh(), it.askEn()), options);
    }

    private static Option option(String value, String zh, String en, int points, boolean grievance) {
        return new Option(value, 0, zh, en, points, grievance);
    }

    private static List<Option> placed(List<Option> options) {
        return IntStream.range(0, options.size())
                .mapToObj(it -> options.get(it).at(it + 1))
                .toList();
    }

    private static List<Question> numbered(List<Question> questions) {
        return IntStream.range(0, questions.size())
                .mapToObj(it -> questions.get(it).at(it + 1))
                .toList();
    }
}
