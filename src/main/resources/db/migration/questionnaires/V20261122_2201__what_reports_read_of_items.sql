-- RP-11: what each answered call says of the manufacturer's six indicators (FU-21); declined and neutral answers stand in no denominator.
create view questionnaires.report_indicator with (security_invoker) as
    select r.dealer_id, r.id as response_id, q.indicator, o.favour = 'YES' as favourable
      from questionnaires.response r
      join questionnaires.question q on q.dealer_id = r.dealer_id and q.questionnaire_id = r.questionnaire_id and q.indicator is not null
      join questionnaires.answer a on a.dealer_id = r.dealer_id and a.response_id = r.id and a.question_key = q.key
      join questionnaires.option o on o.dealer_id = r.dealer_id and o.questionnaire_id = r.questionnaire_id and o.question_key = q.key
                                  and o.value = a.value and o.favour <> 'NEUTRAL';

-- RP-15: what each answered question gave, weights included, by the version that asked. Neither declined questions nor those that give no
-- points appear; the rows of a response sum up to its total.
create view questionnaires.report_score with (security_invoker) as
    select a.dealer_id, a.response_id, a.question_key,
           (q.weight * (select coalesce(sum(o.points), 0)
                          from questionnaires.option o
                         where o.dealer_id = q.dealer_id
                           and o.questionnaire_id = q.questionnaire_id
                           and o.question_key = q.key
                           and o.value = any(string_to_array(a.value, ','))))::int as points,
           q.weight * q.points as possible
      from questionnaires.answer a
      join questionnaires.response r on r.dealer_id = a.dealer_id and r.id = a.response_id
      join questionnaires.question q on q.dealer_id = r.dealer_id and q.questionnaire_id = r.questionnaire_id and q.key = a.question_key
     where not a.declined
       and q.weight * q.points > 0;
grant select on questionnaires.report_indicator, questionnaires.report_score to opendcrc_app;
